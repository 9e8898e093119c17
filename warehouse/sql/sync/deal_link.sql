-- name: sync deal_link; grain: one row of deal_link; the table becomes equal to incoming, unchanged rows untouched
MERGE INTO deal_link AS t
USING incoming AS s
    ON t.row_key = s.row_key
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE THEN DELETE
RETURNING merge_action
