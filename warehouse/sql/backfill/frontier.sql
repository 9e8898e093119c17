-- name: addresses that sources listed; grain: address; bound: names of sources
SELECT url, source, state, listed, discovered_at
FROM frontier
WHERE source IN (SELECT unnest($sources::VARCHAR[])) AND state NOT IN ('moved', 'gone')
ORDER BY source, url
