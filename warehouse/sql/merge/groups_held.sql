-- name: touched parties that are the group of an untouched one; grain: party
SELECT DISTINCT p.group_id FROM party AS p
SEMI JOIN merge_scope AS m ON m.key = p.group_id
ANTI JOIN merge_scope AS own ON own.key = p.party_id
ORDER BY ALL
