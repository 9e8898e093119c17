-- name: articles by id; grain: article; bound: ids
SELECT
    article_id, page_id, source, url, title, text, language, script, published,
    published_precision, published_on, published_raw, publisher, cited_origin, encoding, encoding_source,
    replacement_characters, signature
FROM article
WHERE article_id IN (SELECT unnest($articles::VARCHAR[]))
ORDER BY article_id
