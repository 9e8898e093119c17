-- name: sync deal_claim; grain: one row of deal_claim; rows of the deals in scope become equal to incoming, equal ones untouched
MERGE INTO deal_claim AS t
USING incoming AS s
    ON t.row_key = s.row_key
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE AND t.deal_id IN (SELECT key FROM merge_scope) THEN DELETE
RETURNING merge_action
