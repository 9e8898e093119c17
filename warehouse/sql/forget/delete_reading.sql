-- name: delete what forgotten pages were read as; grain: row of reading
DELETE FROM reading
WHERE url IN (SELECT url FROM forget_address)
    OR page_id IN (SELECT page_id FROM forget_gone_page WHERE other_url IS NULL)
RETURNING 1
