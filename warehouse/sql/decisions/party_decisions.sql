-- name: decisions on parties; grain: decision, oldest first
SELECT decision_id, decided_at, author, action, party_id, other_id, name, undoes
FROM party_decision
ORDER BY decided_at, decision_id
