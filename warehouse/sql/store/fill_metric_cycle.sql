-- name: fill metric_cycle; grain: one row of metric_cycle
INSERT INTO metric_cycle BY NAME SELECT * FROM incoming
