-- name: a whole view of measures; grain: that of the view; bound: its name with its schema
SELECT * FROM query_table($view)
