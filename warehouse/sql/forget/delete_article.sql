-- name: delete forgotten articles; grain: row of article
DELETE FROM article
WHERE article_id IN (SELECT article_id FROM forget_article)
RETURNING 1
