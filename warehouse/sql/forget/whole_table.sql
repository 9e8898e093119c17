-- name: all rows of a table; bound: its name
FROM query_table(?)
