-- name: claims that were put with others than at the last merge; grain: claim
CREATE OR REPLACE TEMP TABLE merge_moved AS
SELECT
    p.claim_id,
    p.cluster_id,
    m.cluster_id AS old_id,
    (m.cluster_id, m.sides, m.swapped) IS DISTINCT FROM (p.cluster_id, p.sides, p.swapped) AS elsewhere
FROM merge_placed AS p
LEFT JOIN merge_claim AS m ON m.claim_id = p.claim_id
WHERE m.claim_id IS NULL
    OR (m.cluster_id, m.sides, m.swapped, m.rank, m.distance)
        IS DISTINCT FROM (p.cluster_id, p.sides, p.swapped, p.rank, p.distance)
