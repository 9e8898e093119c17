-- name: party, to be copied into memory; grain: that of party
SELECT * FROM party
