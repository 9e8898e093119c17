-- name: empty metric_possible before it is made again
DELETE FROM metric_possible
