-- name: versions of the touched addresses that do not count; grain: article
-- of all pages of an address that hold an article the one seen last counts, as it was read last
INSERT INTO superseded
WITH newest AS (
    SELECT t.place, arg_max(r.article_id, (r.seen_at, r.page_id)) AS article_id
    FROM reading AS r
    JOIN touched_address AS t ON t.url = r.url
    WHERE r.article_id IS NOT NULL
    GROUP BY t.place
)
SELECT a.article_id, n.article_id
FROM article AS a
JOIN touched_address AS t ON t.url = a.url
LEFT JOIN newest AS n ON n.place = t.place
WHERE a.article_id IS DISTINCT FROM n.article_id
