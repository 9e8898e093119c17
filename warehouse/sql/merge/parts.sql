-- name: parts of the work; grain: part
SELECT DISTINCT part FROM merge_work ORDER BY part
