-- name: fill deal_link in memory; grain: one row of deal_link
INSERT INTO deal_link BY NAME SELECT * FROM incoming
