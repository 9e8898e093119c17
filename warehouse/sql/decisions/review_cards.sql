-- name: articles and deals of claims to be shown; grain: claim; bound: claims (ids)
SELECT
    c.claim_id,
    dc.role,
    dc.deal_id,
    a.title,
    a.text,
    a.language,
    a.publisher,
    coalesce(a.published_on, strftime(a.published, '%Y-%m-%d')) AS published
FROM current_claim AS c
JOIN article AS a ON a.article_id = c.article_id
LEFT JOIN deal_claim AS dc ON dc.claim_id = c.claim_id
WHERE c.claim_id IN (SELECT unnest($claims::VARCHAR[]))
ORDER BY c.claim_id
