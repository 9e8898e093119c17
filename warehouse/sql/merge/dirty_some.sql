-- name: a row where any claim is dirty
SELECT 1 FROM merge_dirty LIMIT 1
