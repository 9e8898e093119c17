-- name: empty metric_direction before it is made again
DELETE FROM metric_direction
