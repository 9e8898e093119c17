-- name: flows of the report; grain: deal, payer, payee; unit: US dollars
SELECT
    deal_id, payer_group_id, payee_group_id, kind, class, status, usd_low, usd_high, stated, unsplit, counted
FROM mart.v1_flow
ORDER BY usd_high DESC NULLS LAST, usd_low DESC, flow_id
