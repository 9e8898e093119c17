-- name: last answers for addresses; grain: address; bound: a list of addresses
SELECT url, etag, last_modified, page_id, http_status, checked_at
FROM fetch_state WHERE url IN (SELECT unnest(?::VARCHAR[])) ORDER BY url
