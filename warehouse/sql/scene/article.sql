-- name: articles without their texts, to be copied into memory; grain: that of article
SELECT * REPLACE ('' AS text, NULL::BLOB AS signature) FROM article
