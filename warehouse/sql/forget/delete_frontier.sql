-- name: delete where forgotten addresses stand in the frontier; grain: row of frontier
DELETE FROM frontier
WHERE url IN (SELECT url FROM forget_address)
    OR page_id IN (SELECT page_id FROM forget_gone_page WHERE other_url IS NULL)
RETURNING 1
