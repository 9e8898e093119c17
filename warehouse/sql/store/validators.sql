-- name: validators of addresses; grain: address; bound: a list of addresses
SELECT url, etag, last_modified FROM fetch_state WHERE url IN (SELECT unnest(?::VARCHAR[])) ORDER BY url
