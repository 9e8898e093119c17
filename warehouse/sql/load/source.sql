-- name: load source; grain: one row of source; key: source; a changed description replaces the old one
MERGE INTO source AS t
USING incoming AS s
    ON t.source = s.source
WHEN MATCHED AND (t.title, t.kind, t.language, t.url, t.publisher)
    IS DISTINCT FROM (s.title, s.kind, s.language, s.url, s.publisher) THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
