-- name: clusters for the claims of one side of one part that look at all; grain: claim and cluster; bound: part, days
-- days: the most days between a claim of one side and the nearest claim that it can fit
CREATE OR REPLACE TEMP TABLE merge_pair AS
SELECT DISTINCT h.claim_id, o.cluster_id
FROM (
    SELECT
        h.claim_id,
        coalesce(w.date_low, w.known_from::DATE) AS date_low,
        coalesce(w.date_high, w.known_from::DATE) AS date_high
    FROM merge_half AS h
    JOIN merge_work AS w ON w.claim_id = h.claim_id
    WHERE w.part = $part AND h.anew
) AS h
JOIN merge_block AS b ON b.claim_id = h.claim_id
JOIN merge_offer AS o ON o.block = b.block
WHERE o.date_low <= h.date_high + $days::INTEGER AND h.date_low <= o.date_high + $days::INTEGER
