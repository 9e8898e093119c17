-- name: fill deal in memory; grain: one row of deal
INSERT INTO deal BY NAME SELECT * FROM incoming
