-- name: empty metric_search before it is made again
DELETE FROM metric_search
