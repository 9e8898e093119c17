-- name: texts of articles that decisions name; grain: article; bound: articles (ids)
SELECT article_id, text FROM article WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
