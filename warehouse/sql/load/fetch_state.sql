-- name: load fetch_state; grain: one row of fetch_state; key: url; the newest answer replaces the old one,
-- and an answer without a body (304, an error) keeps the validators and the page of the last full one
MERGE INTO fetch_state AS t
USING incoming AS s
    ON t.url = s.url
WHEN MATCHED AND s.page_id IS NULL THEN UPDATE SET http_status = s.http_status, checked_at = s.checked_at
WHEN MATCHED THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
