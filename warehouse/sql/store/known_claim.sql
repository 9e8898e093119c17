-- name: which of some claims are there; grain: claim; incoming: their ids
SELECT t.claim_id FROM claim AS t SEMI JOIN incoming AS i ON i.id = t.claim_id
