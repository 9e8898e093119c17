-- name: empty metric_exclusivity before it is made again
DELETE FROM metric_exclusivity
