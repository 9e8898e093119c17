-- name: all rows of a view; grain: that of the view; bound: its name with its schema, the columns to order by
SELECT *
FROM query_table($view)
ORDER BY COLUMNS(lambda name: list_contains($keys, name))
