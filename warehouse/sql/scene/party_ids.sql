-- name: parties of deals; grain: party
SELECT DISTINCT party_id FROM deal_party ORDER BY party_id
