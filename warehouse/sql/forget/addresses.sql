-- name: addresses to forget; grain: address
SELECT url FROM forget_address ORDER BY url
