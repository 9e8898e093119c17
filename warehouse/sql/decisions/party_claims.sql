-- name: newest claims that name a party; grain: claim; bound: party (id), limit
SELECT DISTINCT
    c.published, c.kind, r.side, c.payers, c.payees, c.amount_low, c.amount_high, c.currency, c.status, c.quote, c.url,
    c.claim_id
FROM resolved_party AS r
JOIN mart.v1_claim AS c ON c.claim_id = r.claim_id
WHERE r.party_id = $party
ORDER BY c.published DESC NULLS LAST, c.claim_id
LIMIT $limit
