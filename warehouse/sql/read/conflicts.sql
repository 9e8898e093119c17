-- name: conflicts; grain: deal, field, value
SELECT d.deal_id, d.kind, d.payers, d.payees, c.field, c.value, c.claim_count, c.source_count, c.majority
FROM mart.v1_conflict AS c
JOIN mart.v1_deal AS d ON d.deal_id = c.deal_id
ORDER BY d.known_from DESC, d.deal_id, c.field, c.source_count DESC, c.value
