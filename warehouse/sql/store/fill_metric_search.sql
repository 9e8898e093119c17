-- name: fill metric_search; grain: one row of metric_search
INSERT INTO metric_search BY NAME SELECT * FROM incoming
