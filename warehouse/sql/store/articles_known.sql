-- name: articles; grain: article
SELECT article_id FROM article
