-- name: empty metric_counted before it is made again
DELETE FROM metric_counted
