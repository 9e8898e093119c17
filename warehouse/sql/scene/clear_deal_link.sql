-- name: empty deal_link in memory before it is made again
DELETE FROM deal_link
