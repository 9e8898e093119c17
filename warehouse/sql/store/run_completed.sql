-- name: the first completed run of a command; grain: run; bound: command
SELECT run_id, finished_at FROM run
WHERE command = ? AND outcome = 'completed'
ORDER BY finished_at, run_id
LIMIT 1
