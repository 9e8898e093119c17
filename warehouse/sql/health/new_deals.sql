-- name: deals that were first read since a moment; grain: deal; unit: US dollars; bound: moment (UTC)
WITH first AS (
    SELECT dc.deal_id, min(e.extracted_at) AS read_at
    FROM deal_claim AS dc
    JOIN claim AS c ON c.claim_id = dc.claim_id
    JOIN extraction AS e ON e.article_id = c.article_id
    GROUP BY dc.deal_id
)
SELECT d.date, d.kind, d.payers, d.payees, d.usd_low, d.usd_high, d.status, d.quote, d.quote_url
FROM mart.v1_deal AS d
JOIN first AS f ON f.deal_id = d.deal_id
WHERE f.read_at >= $since AND d.sure
ORDER BY d.usd_high DESC NULLS LAST, d.usd_low DESC NULLS LAST, d.deal_id
