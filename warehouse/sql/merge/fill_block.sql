-- name: blocks of claims; incoming: the rows
INSERT INTO merge_block BY NAME SELECT * FROM incoming
