-- name: sync reviewed_party; grain: one row of reviewed_party; the table becomes equal to incoming, unchanged rows untouched
MERGE INTO reviewed_party AS t
USING incoming AS s
    ON t.row_key = s.row_key
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE THEN DELETE
RETURNING merge_action, claim_id
