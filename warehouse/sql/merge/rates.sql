-- name: reference rates that deals and their histories use; grain: currency and day
SELECT currency, fx_date AS rate_date, fx_rate AS usd_per_unit FROM deal WHERE fx_date IS NOT NULL
UNION
SELECT currency, fx_date, fx_rate FROM deal_status WHERE fx_date IS NOT NULL
ORDER BY ALL
