-- name: empty metric_collateral before it is made again
DELETE FROM metric_collateral
