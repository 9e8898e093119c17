-- name: deal, to be copied into memory; grain: that of deal
SELECT * FROM deal
