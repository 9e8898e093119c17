-- name: conflicts of the report; grain: deal, field, value
SELECT c.deal_id, c.field, c.value, c.claim_count, c.source_count, c.majority
FROM mart.v1_conflict AS c
JOIN mart.v1_deal AS d ON d.deal_id = c.deal_id
ORDER BY d.usd_high DESC NULLS LAST, c.deal_id, c.field, c.majority DESC, c.source_count DESC, c.value
