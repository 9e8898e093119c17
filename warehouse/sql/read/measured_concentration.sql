-- name: concentration; grain: group, side; unit: US dollars, ratio, index; bound: cut
SELECT * EXCLUDE (cut) FROM mart.v1_concentration WHERE cut = $cut
ORDER BY total_low DESC, total_high DESC NULLS LAST, group_id, side
