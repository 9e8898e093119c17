-- name: fill extraction in memory; grain: one row of extraction
INSERT INTO extraction BY NAME SELECT * FROM incoming
