-- name: history of the report's deals; grain: deal and moment, where there is more than one; unit: units of currency
SELECT deal_id, known_from, status, disputed, amount_low, amount_high, currency
FROM mart.v1_deal_history
QUALIFY count(*) OVER (PARTITION BY deal_id) > 1
ORDER BY deal_id, position
