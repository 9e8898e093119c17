-- name: history of the report's deals; grain: deal and moment; unit: plain units of currency
SELECT deal_id, known_from, status, disputed, amount_low, amount_high, currency, claim_id
FROM mart.v1_deal_history
ORDER BY deal_id, position
