-- name: cycles; grain: cycle; unit: US dollars; bound: cut
SELECT * EXCLUDE (cut)
FROM mart.v1_cycle
WHERE cut = $cut
ORDER BY length, bottleneck_low DESC, bottleneck_high DESC NULLS LAST, cycle_id
