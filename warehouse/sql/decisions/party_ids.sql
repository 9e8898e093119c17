-- name: parties that claims name; grain: party
SELECT party_id, name FROM party ORDER BY party_id
