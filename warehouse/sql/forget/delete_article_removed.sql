-- name: delete tails cut from forgotten articles; grain: row of article_removed
DELETE FROM article_removed
WHERE article_id IN (SELECT article_id FROM forget_article)
RETURNING 1
