-- name: runs without an end; grain: run; bound: moment before which they began (UTC)
SELECT run_id, command, started_at
FROM run
WHERE finished_at IS NULL AND outcome IS NULL AND started_at <= $before
ORDER BY started_at, run_id
