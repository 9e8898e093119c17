-- name: articles without a story; grain: article
SELECT a.article_id, a.signature, NULL AS story_id FROM article AS a
ANTI JOIN story AS s ON s.article_id = a.article_id
ORDER BY a.article_id
