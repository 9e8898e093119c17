-- name: load page; grain: one row of page; key: page_id; a row that is there stays as it is
MERGE INTO page AS t
USING incoming AS s
    ON t.page_id = s.page_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
