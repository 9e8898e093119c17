-- name: possible round trips; grain: pair of groups; bound: cut
SELECT * EXCLUDE (cut) FROM mart.v1_possible_round_trip WHERE cut = $cut ORDER BY funder_group_id, spender_group_id
