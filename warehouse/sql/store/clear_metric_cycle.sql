-- name: empty metric_cycle before it is made again
DELETE FROM metric_cycle
