-- name: delete stories that a forgotten article told; what is left of them is named anew by the next merge; grain: row of story
DELETE FROM story
WHERE story_id IN (SELECT story_id FROM story WHERE article_id IN (SELECT article_id FROM forget_article))
RETURNING 1
