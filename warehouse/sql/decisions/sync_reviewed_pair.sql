-- name: sync reviewed_pair; grain: one row of reviewed_pair; the table becomes equal to incoming, unchanged rows untouched
MERGE INTO reviewed_pair AS t
USING incoming AS s
    ON t.row_key = s.row_key
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE THEN DELETE
RETURNING merge_action, claim_id, other_id
