-- name: empty metric_pace before it is made again
DELETE FROM metric_pace
