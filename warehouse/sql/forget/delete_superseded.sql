-- name: delete forgotten articles that were replaced; grain: row of superseded
DELETE FROM superseded
WHERE article_id IN (SELECT article_id FROM forget_article)
RETURNING 1
