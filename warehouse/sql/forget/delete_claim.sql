-- name: delete forgotten claims; grain: row of claim
DELETE FROM claim
WHERE claim_id IN (SELECT claim_id FROM forget_claim)
RETURNING 1
