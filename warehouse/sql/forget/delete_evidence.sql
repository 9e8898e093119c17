-- name: delete spans of forgotten claims; grain: row of evidence
DELETE FROM evidence
WHERE claim_id IN (SELECT claim_id FROM forget_claim)
RETURNING 1
