-- name: names of all parties; grain: party and name
SELECT party_id, name FROM party_name UNION SELECT party_id, name FROM party ORDER BY party_id, name
