-- name: articles that no extractor has read; grain: bad row
-- mend: run `roundtrip run` again: a run was stopped before it read them
SELECT article_id, url
FROM article
ANTI JOIN extraction USING (article_id)
ANTI JOIN superseded USING (article_id)
ORDER BY url, article_id
