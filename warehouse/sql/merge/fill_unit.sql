-- name: rows for merge_unit; incoming: the rows
INSERT INTO merge_unit BY NAME SELECT * FROM incoming
