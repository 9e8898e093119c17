-- name: claims of one side that may now fit another cluster; grain: claim
-- anew: all clusters must be looked at (so where the founder of its own changed), else the changed ones; moved: the cluster it had is one of those
CREATE OR REPLACE TEMP TABLE merge_half AS
SELECT
    b.claim_id,
    min(b.block) AS block,
    bool_and(m.claim_id IS NULL OR d.claim_id IS NOT NULL) AS anew,
    coalesce(bool_or(m.sides = 'joined' AND c.cluster_id IS NOT NULL), false) AS moved
FROM merge_block AS b
LEFT JOIN merge_claim AS m ON m.claim_id = b.claim_id
LEFT JOIN (SELECT DISTINCT cluster_id FROM merge_changed) AS c ON c.cluster_id = m.cluster_id
LEFT JOIN merge_dirty AS d ON d.claim_id = m.cluster_id
WHERE NOT b.whole AND (m.claim_id IS NULL OR b.block IN (SELECT block FROM merge_place))
GROUP BY b.claim_id
