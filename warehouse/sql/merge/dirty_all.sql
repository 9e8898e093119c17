-- name: all claims, where rules have changed; grain: claim of this or of the last merge
CREATE TEMP TABLE merge_dirty AS
SELECT coalesce(n.claim_id, m.claim_id) AS claim_id, n.claim_id IS NULL AS gone
FROM merge_now AS n
FULL JOIN merge_claim AS m ON m.claim_id = n.claim_id
