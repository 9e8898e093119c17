-- name: articles whose story is known; grain: article
SELECT a.article_id, a.signature, s.story_id FROM article AS a JOIN story AS s ON s.article_id = a.article_id
ORDER BY a.article_id
