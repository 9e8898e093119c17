-- name: most that the database holds in memory; grain: one row
SELECT current_setting('memory_limit')
