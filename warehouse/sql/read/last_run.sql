-- name: newest run; grain: run
SELECT run_id, command, started_at, finished_at, outcome, message, rows_added
FROM run ORDER BY started_at DESC, run_id LIMIT 1
