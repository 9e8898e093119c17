-- name: fill party in memory; grain: one row of party
INSERT INTO party BY NAME SELECT * FROM incoming
