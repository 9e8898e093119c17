-- name: empty metric_realisation before it is made again
DELETE FROM metric_realisation
