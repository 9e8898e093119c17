-- name: claims of one side whose cluster fits worse than before: all clusters must be looked at; incoming: their ids
DELETE FROM merge_half;
INSERT INTO merge_half
SELECT b.claim_id, min(b.block), true
FROM merge_block AS b
SEMI JOIN incoming AS i ON i.claim_id = b.claim_id
GROUP BY b.claim_id
