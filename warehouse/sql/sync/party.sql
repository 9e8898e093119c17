-- name: sync party; grain: one row of party; rows of the parties in scope become equal to incoming, equal ones untouched
MERGE INTO party AS t
USING incoming AS s
    ON t.row_key = s.row_key
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE AND t.party_id IN (SELECT key FROM merge_scope) THEN DELETE
RETURNING merge_action
