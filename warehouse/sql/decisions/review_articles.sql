-- name: articles of labelled examples; grain: article; bound: articles (ids)
SELECT
    article_id, url, text, language, coalesce(published_on, strftime(published, '%Y-%m-%d')) AS published
FROM article
WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
ORDER BY article_id
