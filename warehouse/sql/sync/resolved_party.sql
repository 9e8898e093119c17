-- name: sync resolved_party; grain: one row of resolved_party; rows of the claims in scope become equal to incoming, equal ones untouched
MERGE INTO resolved_party AS t
USING incoming AS s
    ON t.row_key = s.row_key
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE AND t.claim_id IN (SELECT key FROM merge_scope) THEN DELETE
RETURNING merge_action
