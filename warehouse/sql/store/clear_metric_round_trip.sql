-- name: empty metric_round_trip before it is made again
DELETE FROM metric_round_trip
