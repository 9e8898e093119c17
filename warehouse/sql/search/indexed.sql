-- name: is there an index; grain: one row
SELECT count(*) > 0 FROM duckdb_tables() WHERE schema_name = 'fts_main_search_text' AND table_name = 'terms'
