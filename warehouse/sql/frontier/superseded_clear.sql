-- name: forget which versions of the touched addresses were replaced; grain: row of superseded
DELETE FROM superseded
WHERE article_id IN (SELECT a.article_id FROM article AS a SEMI JOIN touched_address AS t ON t.url = a.url)
