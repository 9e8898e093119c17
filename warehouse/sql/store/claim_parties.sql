-- name: parties of the claims to merge; grain: party of a current claim
SELECT cp.claim_id, cp.side, cp.position, cp.names, cp.party_id
FROM current_claim_party AS cp
JOIN current_claim AS c ON c.claim_id = cp.claim_id
ORDER BY cp.claim_id, cp.side, cp.position
