-- name: cycle throughput; grain: cut; unit: US dollars; bound: cut
SELECT * EXCLUDE (cut) FROM mart.v1_throughput WHERE cut = $cut
