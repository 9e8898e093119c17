-- name: names of the touched parties; grain: party and name
SELECT n.party_id, n.name, n.claim_count FROM party_name AS n SEMI JOIN merge_scope AS m ON m.key = n.party_id
ORDER BY ALL
