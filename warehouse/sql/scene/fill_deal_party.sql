-- name: fill deal_party in memory; grain: one row of deal_party
INSERT INTO deal_party BY NAME SELECT * FROM incoming
