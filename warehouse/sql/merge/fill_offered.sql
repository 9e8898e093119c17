-- name: rows for merge_offered; incoming: the rows
INSERT INTO merge_offered BY NAME SELECT * FROM incoming
