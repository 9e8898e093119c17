-- name: what the mart says of itself; grain: column of a view, in order
SELECT c.table_name AS view_name, v.comment AS view_comment, c.column_name, c.data_type, c.comment AS column_comment
FROM duckdb_columns() AS c
JOIN duckdb_views() AS v ON v.schema_name = c.schema_name AND v.view_name = c.table_name
WHERE c.schema_name = 'mart' AND v.database_name = current_database() AND c.database_name = current_database()
ORDER BY c.table_name, c.column_index
