-- name: claims of the affected clusters; grain: claim; the claims of a cluster are a unit
INSERT INTO merge_unit
SELECT m.claim_id, m.cluster_id FROM merge_claim AS m SEMI JOIN merge_affected AS a ON a.cluster_id = m.cluster_id
