-- name: load rows of evidence that cannot be there yet; grain: claim, field and span; incoming: the rows
INSERT INTO evidence BY NAME SELECT * FROM incoming
