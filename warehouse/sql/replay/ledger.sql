-- name: what the ledger says of each deal, to compare it with another time; grain: deal; amounts in plain units
SELECT
    d.deal_id, d.family, d.kind, d.status, d.amount_low, d.amount_high, d.currency, d.qualifier, d.stake_pct, d.date,
    d.scope, d.sure, d.payers, d.payees, t.urls
FROM mart.v1_deal AS d
LEFT JOIN (
    SELECT dc.deal_id, list(DISTINCT a.url ORDER BY a.url) AS urls
    FROM deal_claim AS dc
    JOIN claim AS c ON c.claim_id = dc.claim_id
    JOIN article AS a ON a.article_id = c.article_id
    GROUP BY dc.deal_id
) AS t ON t.deal_id = d.deal_id
ORDER BY d.deal_id
