-- name: signatures of the articles whose story is known; grain: article
SELECT a.article_id, a.signature FROM article AS a
SEMI JOIN story AS s ON s.article_id = a.article_id
WHERE a.signature IS NOT NULL
