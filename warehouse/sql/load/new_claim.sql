-- name: load rows of claim that cannot be there yet; grain: claim; incoming: the rows
INSERT INTO claim BY NAME SELECT * FROM incoming
