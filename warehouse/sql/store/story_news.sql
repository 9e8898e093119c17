-- name: articles without a story; grain: article; bound: most rows
SELECT a.article_id, a.signature FROM article AS a
ANTI JOIN story AS s ON s.article_id = a.article_id
ORDER BY a.article_id
LIMIT $limit
