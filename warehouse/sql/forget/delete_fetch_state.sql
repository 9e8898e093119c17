-- name: delete answers of forgotten addresses; grain: row of fetch_state
DELETE FROM fetch_state
WHERE url IN (SELECT url FROM forget_address)
    OR page_id IN (SELECT page_id FROM forget_gone_page WHERE other_url IS NULL)
RETURNING 1
