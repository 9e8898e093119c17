-- name: fill party_name in memory; grain: one row of party_name
INSERT INTO party_name BY NAME SELECT * FROM incoming
