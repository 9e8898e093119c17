-- name: circular exposure; grain: group; unit: US dollars, ratio; bound: cut
SELECT * EXCLUDE (cut)
FROM mart.v1_exposure
WHERE cut = $cut
ORDER BY circular_low DESC, circular_high DESC NULLS LAST, group_id
