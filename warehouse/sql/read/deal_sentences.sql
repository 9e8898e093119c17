-- name: sentences behind a deal; grain: claim; bound: deal_id
SELECT c.role, c.published, c.publisher, c.status, c.amount_low, c.amount_high, c.currency, c.quote, c.url, c.claim_id
FROM mart.v1_claim AS c
WHERE c.deal_id = $deal_id
ORDER BY c.published NULLS LAST, c.claim_id
