-- name: what was cut from articles that are read again; grain: row of article_removed; incoming: rows of article
DELETE FROM article_removed WHERE article_id IN (SELECT article_id FROM incoming)
