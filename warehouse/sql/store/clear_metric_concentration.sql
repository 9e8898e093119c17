-- name: empty metric_concentration before it is made again
DELETE FROM metric_concentration
