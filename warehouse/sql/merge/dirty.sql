-- name: claims that are new, that say something else than at the last merge, or that are gone; grain: claim
CREATE TEMP TABLE merge_dirty AS
SELECT coalesce(n.claim_id, m.claim_id) AS claim_id, n.claim_id IS NULL AS gone
FROM merge_now AS n
FULL JOIN merge_claim AS m ON m.claim_id = n.claim_id
WHERE n.fingerprint IS DISTINCT FROM m.fingerprint
