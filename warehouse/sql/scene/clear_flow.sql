-- name: empty flow in memory before it is made again
DELETE FROM flow
