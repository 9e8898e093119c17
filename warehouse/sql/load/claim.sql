-- name: load claim; grain: one row of claim; key: claim_id; a newer extractor replaces the old row
MERGE INTO claim AS t
USING incoming AS s
    ON t.claim_id = s.claim_id
WHEN MATCHED AND t.extractor <> s.extractor THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
