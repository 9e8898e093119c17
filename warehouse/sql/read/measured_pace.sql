-- name: annualised spend-back; grain: pair of groups; unit: US dollars a year; bound: cut
SELECT * EXCLUDE (cut) FROM mart.v1_pace WHERE cut = $cut
ORDER BY pace_low DESC NULLS LAST, annual_low DESC, funder_group_id, spender_group_id
