-- name: clusters of some claims; grain: claim; incoming: their ids
SELECT m.claim_id, m.cluster_id FROM merge_claim AS m SEMI JOIN incoming AS i ON i.id = m.claim_id
