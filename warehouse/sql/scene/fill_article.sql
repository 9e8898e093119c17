-- name: fill article in memory; grain: one row of article
INSERT INTO article BY NAME SELECT * FROM incoming
