-- name: addresses by which the page goes, redirects followed; grain: address; bound: url
CREATE OR REPLACE TEMP TABLE forget_address AS
SELECT $url AS url
UNION
SELECT unnest([url, final_url]) FROM page WHERE $url IN (url, final_url)
UNION
SELECT unnest([url, target]) FROM frontier WHERE target IS NOT NULL AND $url IN (url, target)
