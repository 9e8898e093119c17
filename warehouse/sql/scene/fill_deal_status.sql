-- name: fill deal_status in memory; grain: one row of deal_status
INSERT INTO deal_status BY NAME SELECT * FROM incoming
