-- name: round trips of the report; grain: cut, pair of groups; unit: US dollars
SELECT * EXCLUDE (is_round_trip)
FROM mart.v1_round_trip
WHERE is_round_trip
ORDER BY cut, recycled_low DESC, recycled_high DESC NULLS LAST, funder_group_id, spender_group_id
