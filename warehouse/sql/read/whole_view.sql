-- name: all rows of a view; grain: that of the view; bound: its name with its schema
FROM query_table(?)
ORDER BY ALL
