-- name: empty metric_component before it is made again
DELETE FROM metric_component
