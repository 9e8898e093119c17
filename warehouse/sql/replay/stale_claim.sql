-- name: claims that are extracted again by the same version; grain: claim; incoming: article_id, extractor
DELETE FROM claim
WHERE claim_id IN (
    SELECT c.claim_id FROM claim AS c SEMI JOIN incoming AS i ON i.article_id = c.article_id AND i.extractor = c.extractor
)
