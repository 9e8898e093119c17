-- name: sync deal_link; grain: one row of deal_link; links among the deals in scope become equal to incoming, equal ones untouched
MERGE INTO deal_link AS t
USING incoming AS s
    ON t.row_key = s.row_key
WHEN NOT MATCHED THEN INSERT BY NAME
WHEN NOT MATCHED BY SOURCE
    AND t.deal_id IN (SELECT key FROM merge_scope) AND t.other_id IN (SELECT key FROM merge_scope) THEN DELETE
RETURNING merge_action
