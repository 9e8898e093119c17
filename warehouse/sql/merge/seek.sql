-- name: blocks where claims of one side of one part look at the changed clusters; grain: claim and block; bound: part
CREATE OR REPLACE TEMP TABLE merge_seek AS
SELECT b.claim_id, b.block
FROM merge_half AS h
JOIN merge_work AS w ON w.claim_id = h.claim_id
JOIN merge_block AS b ON b.claim_id = h.claim_id
WHERE w.part = $part AND NOT h.anew AND b.block IN (SELECT block FROM merge_changed_offer)
