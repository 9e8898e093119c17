-- name: pages that an address gave; grain: page; bound: url
CREATE OR REPLACE TEMP TABLE forget_page AS
SELECT page_id FROM page WHERE $url IN (url, final_url)
UNION
SELECT page_id FROM fetch_state WHERE url = $url AND page_id IS NOT NULL
UNION
SELECT page_id FROM article WHERE url = $url
