-- name: pages that another address gave too; grain: page
SELECT page_id, other_url FROM forget_gone_page WHERE other_url IS NOT NULL ORDER BY page_id
