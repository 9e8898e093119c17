-- name: articles as newer rules read them, their text unchanged; grain: article; incoming: rows of article
UPDATE article AS t
SET
    title = s.title, language = s.language, script = s.script, published = s.published,
    published_precision = s.published_precision, published_on = s.published_on, published_raw = s.published_raw,
    publisher = s.publisher, cited_origin = s.cited_origin, encoding = s.encoding, encoding_source = s.encoding_source,
    replacement_characters = s.replacement_characters, signature = s.signature
FROM incoming AS s
WHERE t.article_id = s.article_id
