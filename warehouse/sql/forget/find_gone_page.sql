-- name: pages to forget, with another address that gave the same bytes where there is one; grain: page
CREATE OR REPLACE TEMP TABLE forget_gone_page AS
SELECT g.page_id, min(f.url) AS other_url
FROM forget_page AS g
LEFT JOIN fetch_state AS f ON f.page_id = g.page_id AND f.url NOT IN (SELECT url FROM forget_address)
GROUP BY g.page_id
