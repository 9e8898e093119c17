-- name: clusters to be held against claims of one side; grain: claim and cluster; bound: days
-- days: the most days between a claim of one side and the nearest claim that it can fit
CREATE OR REPLACE TEMP TABLE merge_pair AS
WITH half AS (
    SELECT
        h.claim_id,
        h.anew,
        w.part,
        coalesce(w.date_low, w.known_from::DATE) AS date_low,
        coalesce(w.date_high, w.known_from::DATE) AS date_high
    FROM merge_half AS h
    JOIN merge_work AS w ON w.claim_id = h.claim_id
)
SELECT DISTINCT h.part, h.claim_id, o.cluster_id
FROM half AS h
JOIN merge_block AS b ON b.claim_id = h.claim_id
JOIN merge_offer AS o ON o.block = b.block
WHERE o.date_low <= h.date_high + $days::INTEGER AND h.date_low <= o.date_high + $days::INTEGER
    AND (h.anew OR o.cluster_id IN (SELECT cluster_id FROM merge_changed))
UNION
SELECT h.part, h.claim_id, m.cluster_id
FROM half AS h
JOIN merge_claim AS m ON m.claim_id = h.claim_id
WHERE m.sides = 'joined'
