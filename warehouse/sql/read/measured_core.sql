-- name: circular core; grain: group; bound: cut
SELECT * EXCLUDE (cut) FROM mart.v1_core WHERE cut = $cut ORDER BY component_id, robust DESC, group_id
