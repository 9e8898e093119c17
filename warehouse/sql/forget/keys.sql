-- name: hashes of forgotten addresses; grain: address
SELECT address_key FROM forgotten
