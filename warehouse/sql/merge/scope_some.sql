-- name: a row where anything is in scope
SELECT 1 FROM merge_scope LIMIT 1
