-- name: fill metric_null; grain: one row of metric_null
INSERT INTO metric_null BY NAME SELECT * FROM incoming
