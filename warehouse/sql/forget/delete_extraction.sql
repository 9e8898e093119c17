-- name: delete extractions of forgotten articles; grain: row of extraction
DELETE FROM extraction
WHERE article_id IN (SELECT article_id FROM forget_article)
RETURNING 1
