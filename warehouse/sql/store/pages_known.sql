-- name: pages; grain: page
SELECT page_id FROM page
