-- name: round trips; grain: pair of groups; unit: US dollars; bound: cut
SELECT * EXCLUDE (cut, is_round_trip)
FROM mart.v1_round_trip
WHERE cut = $cut AND is_round_trip
ORDER BY recycled_low DESC, recycled_high DESC NULLS LAST, funder_group_id, spender_group_id
