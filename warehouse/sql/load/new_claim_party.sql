-- name: load rows of claim_party that cannot be there yet; grain: claim, side and position; incoming: the rows
INSERT INTO claim_party BY NAME SELECT * FROM incoming
