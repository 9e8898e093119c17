-- name: empty metric_vendor before it is made again
DELETE FROM metric_vendor
