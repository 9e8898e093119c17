-- name: fill metric_component; grain: one row of metric_component
INSERT INTO metric_component BY NAME SELECT * FROM incoming
