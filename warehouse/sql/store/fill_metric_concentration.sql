-- name: fill metric_concentration; grain: one row of metric_concentration
INSERT INTO metric_concentration BY NAME SELECT * FROM incoming
