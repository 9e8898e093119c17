-- name: spans of claims that are extracted again by the same version; grain: row; incoming: article_id, extractor
DELETE FROM evidence
WHERE claim_id IN (
    SELECT c.claim_id FROM claim AS c SEMI JOIN incoming AS i ON i.article_id = c.article_id AND i.extractor = c.extractor
)
