-- name: addresses of a source whose time has come, new ones first; grain: address; bound: source, now (UTC)
SELECT
    f.url, f.source, f.host, f.state, f.reason, f.attempts, f.visits, f.next_try, f.listed, f.discovered_at, f.changed_at,
    f.page_id, f.target
FROM frontier AS f
WHERE f.source = $source AND f.next_try <= $now
ORDER BY f.state <> 'discovered', f.next_try, f.url
