-- name: new rows of resolved_party; incoming: the rows
INSERT INTO resolved_party BY NAME SELECT * FROM incoming
