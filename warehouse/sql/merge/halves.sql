-- name: claims of one side that may now fit another cluster; grain: claim
-- anew is true where all clusters must be looked at, else the changed ones and the one it had
CREATE OR REPLACE TEMP TABLE merge_half AS
SELECT b.claim_id, min(b.block) AS block, bool_and(m.claim_id IS NULL) AS anew
FROM merge_block AS b
LEFT JOIN merge_claim AS m ON m.claim_id = b.claim_id
WHERE NOT b.whole AND (m.claim_id IS NULL OR b.block IN (SELECT block FROM merge_place))
GROUP BY b.claim_id
