-- name: pages that came only from the forgotten address; grain: page
SELECT page_id FROM forget_gone_page WHERE other_url IS NULL ORDER BY page_id
