-- name: claims of one side whose cluster may fit worse than before: all clusters must be looked at; incoming: their ids
DELETE FROM merge_half;
INSERT INTO merge_half
SELECT b.claim_id, min(b.block), true, false
FROM merge_block AS b
SEMI JOIN incoming AS i ON i.claim_id = b.claim_id
GROUP BY b.claim_id
