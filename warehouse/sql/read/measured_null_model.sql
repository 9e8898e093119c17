-- name: null model; grain: figure; bound: cut
SELECT * EXCLUDE (cut) FROM mart.v1_null_model WHERE cut = $cut ORDER BY figure
