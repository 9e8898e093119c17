-- name: fill deal_claim in memory; grain: one row of deal_claim
INSERT INTO deal_claim BY NAME SELECT * FROM incoming
