-- name: texts of articles that decisions name; grain: article; bound: articles (ids)
SELECT article_id, text FROM article WHERE list_contains($articles::VARCHAR[], article_id)
