-- name: load evidence; grain: one row of evidence; key: all columns; a row that is there stays as it is
MERGE INTO evidence AS t
USING incoming AS s
    ON t.claim_id = s.claim_id AND t.field = s.field AND t.span_start = s.span_start AND t.span_end = s.span_end
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
