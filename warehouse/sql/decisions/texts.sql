-- name: texts of articles that decisions name, where no newer version replaced them; grain: article
-- bound: articles (ids)
SELECT article_id, text
FROM article
ANTI JOIN superseded USING (article_id)
WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
