-- name: how runs ended; grain: one row
SELECT
    count(*) FILTER (outcome = 'completed') AS completed,
    count(*) FILTER (outcome = 'failed') AS failed,
    max(finished_at) FILTER (outcome = 'completed') AS last_completed,
    arg_max(message, finished_at) FILTER (outcome = 'failed') AS last_failure,
    max(finished_at) FILTER (outcome = 'failed') AS last_failed
FROM run
