-- name: names that claims use for the touched parties; grain: party and name
SELECT r.party_id, coalesce(p.names[1], '') AS name, count(*)::INTEGER AS claim_count
FROM resolved_party AS r
SEMI JOIN merge_scope AS m ON m.key = r.party_id
JOIN current_claim_party AS p ON p.claim_id = r.claim_id AND p.side = r.side AND p.position = r.position
GROUP BY ALL
ORDER BY ALL
