-- name: extraction, to be copied into memory; grain: that of extraction
SELECT * FROM extraction
