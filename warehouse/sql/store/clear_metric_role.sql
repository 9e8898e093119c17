-- name: empty metric_role before it is made again
DELETE FROM metric_role
