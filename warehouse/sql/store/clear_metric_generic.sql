-- name: empty metric_generic before it is made again
DELETE FROM metric_generic
