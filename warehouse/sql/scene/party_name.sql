-- name: party_name, to be copied into memory; grain: that of party_name
SELECT * FROM party_name
