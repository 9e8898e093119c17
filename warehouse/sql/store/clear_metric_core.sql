-- name: empty metric_core before it is made again
DELETE FROM metric_core
