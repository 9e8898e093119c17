-- name: claims that readers joined or set apart; grain: pair of claims
SELECT claim_id, other_id, relation, decision_id FROM reviewed_pair ORDER BY claim_id, other_id
