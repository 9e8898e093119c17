-- name: load reading; grain: one row of reading; key: url, page_id; the newest reading replaces the old one
MERGE INTO reading AS t
USING incoming AS s
    ON t.url = s.url AND t.page_id = s.page_id
WHEN MATCHED THEN UPDATE SET
    seen_at = greatest(t.seen_at, s.seen_at),
    listed = coalesce(s.listed, t.listed),
    reader = s.reader,
    article_id = s.article_id,
    read_at = s.read_at
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
