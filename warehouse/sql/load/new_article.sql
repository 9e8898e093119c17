-- name: load rows of article that cannot be there yet; grain: article; incoming: the rows
INSERT INTO article BY NAME SELECT * FROM incoming
