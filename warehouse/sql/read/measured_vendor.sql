-- name: vendors that finance their customers; grain: vendor group; unit: US dollars; bound: cut
SELECT * EXCLUDE (cut) FROM mart.v1_vendor WHERE cut = $cut
ORDER BY financed_low + guaranteed_low DESC, financed_high DESC NULLS LAST, group_id
