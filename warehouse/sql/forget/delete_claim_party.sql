-- name: delete parties of forgotten claims; grain: row of claim_party
DELETE FROM claim_party
WHERE claim_id IN (SELECT claim_id FROM forget_claim)
RETURNING 1
