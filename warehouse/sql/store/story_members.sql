-- name: all articles of the stories of some articles; grain: article; incoming: ids of articles
SELECT a.article_id, a.signature, s.story_id
FROM article AS a
JOIN story AS s ON s.article_id = a.article_id
SEMI JOIN (SELECT near.story_id FROM story AS near SEMI JOIN incoming AS i ON i.article_id = near.article_id) AS told
    ON told.story_id = s.story_id
ORDER BY a.article_id
