-- name: which of some articles are there; grain: article; incoming: their ids
SELECT t.article_id FROM article AS t SEMI JOIN incoming AS i ON i.id = t.article_id
