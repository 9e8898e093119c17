-- name: mart views; grain: view
SELECT view_name FROM duckdb_views() WHERE schema_name = 'mart' ORDER BY view_name
