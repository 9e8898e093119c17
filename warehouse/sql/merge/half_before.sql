-- name: how the claims of one side of one part fitted at the last merge; grain: claim; bound: part
SELECT h.claim_id, h.anew, h.moved, m.cluster_id, m.sides, m.rank, m.distance
FROM merge_half AS h
JOIN merge_work AS w ON w.claim_id = h.claim_id
LEFT JOIN merge_claim AS m ON m.claim_id = h.claim_id
WHERE w.part = $part
