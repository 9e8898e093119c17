-- name: fill flow in memory; grain: one row of flow
INSERT INTO flow BY NAME SELECT * FROM incoming
