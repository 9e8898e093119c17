-- name: parties that have a name; grain: party
SELECT party_id FROM party ORDER BY party_id
