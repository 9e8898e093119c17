-- name: empty metric_value before it is made again
DELETE FROM metric_value
