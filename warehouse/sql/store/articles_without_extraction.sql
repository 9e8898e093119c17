-- name: articles that an extractor has not read, without replaced versions; grain: article; bound: extractor version, limit or NULL
SELECT
    a.article_id, a.page_id, a.source, a.url, a.title, a.text, a.language, a.script, a.published,
    a.published_precision, a.published_on, a.published_raw, a.publisher, a.cited_origin, a.encoding, a.encoding_source,
    a.replacement_characters, a.signature
FROM article AS a
ANTI JOIN (SELECT article_id FROM extraction WHERE extractor = ?) AS e ON e.article_id = a.article_id
ANTI JOIN superseded AS s ON s.article_id = a.article_id
ORDER BY a.article_id
LIMIT ?
