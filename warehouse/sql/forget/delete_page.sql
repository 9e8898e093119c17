-- name: delete forgotten pages; grain: row of page
DELETE FROM page
WHERE page_id IN (SELECT page_id FROM forget_gone_page WHERE other_url IS NULL)
RETURNING 1
