-- name: quotes of more than 300 characters in a view that others read; grain: bad row
-- mend: report it: a view is wrong
SELECT 'v1_deal' AS view_name, deal_id AS key, length(quote) AS characters FROM mart.v1_deal WHERE length(quote) > 300
UNION ALL SELECT 'v1_claim', claim_id, length(quote) FROM mart.v1_claim WHERE length(quote) > 300
UNION ALL SELECT 'v1_rejection', rejection_id, length(span_text) FROM mart.v1_rejection WHERE length(span_text) > 300
ORDER BY ALL
