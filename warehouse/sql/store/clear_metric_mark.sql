-- name: empty metric_mark before it is made again
DELETE FROM metric_mark
