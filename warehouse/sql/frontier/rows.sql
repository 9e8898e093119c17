-- name: rows of some addresses; grain: address; bound: urls
SELECT
    f.url, f.source, f.host, f.state, f.reason, f.attempts, f.visits, f.next_try, f.listed, f.discovered_at, f.changed_at,
    f.page_id, f.target
FROM frontier AS f
WHERE f.url IN (SELECT unnest($urls::VARCHAR[]))
ORDER BY f.url
