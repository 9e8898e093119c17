-- name: article that counts at some addresses, and its page; grain: address; bound: urls
SELECT r.url, r.article_id, arg_max(r.page_id, (r.seen_at, r.page_id)) AS page_id
FROM reading AS r
ANTI JOIN superseded AS s ON s.article_id = r.article_id
WHERE r.article_id IS NOT NULL AND r.url IN (SELECT unnest($urls::VARCHAR[]))
GROUP BY r.url, r.article_id
ORDER BY r.url
