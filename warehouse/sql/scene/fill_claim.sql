-- name: fill claim in memory; grain: one row of claim
INSERT INTO claim BY NAME SELECT * FROM incoming
