-- name: empty metric_throughput before it is made again
DELETE FROM metric_throughput
