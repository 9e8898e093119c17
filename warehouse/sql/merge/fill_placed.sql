-- name: rows for merge_placed; incoming: the rows
INSERT INTO merge_placed BY NAME SELECT * FROM incoming
