-- name: empty metric_exposure before it is made again
DELETE FROM metric_exposure
