-- name: empty metric_promise before it is made again
DELETE FROM metric_promise
