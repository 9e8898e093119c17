-- name: blocks that share a claim with the newest blocks of the region; bound: whole, round
INSERT INTO merge_region
SELECT DISTINCT other.block, $round + 1
FROM merge_region AS r
JOIN merge_block AS b ON b.block = r.block
JOIN merge_block AS other ON other.claim_id = b.claim_id
ANTI JOIN merge_region AS known ON known.block = other.block
WHERE r.round = $round AND b.whole = $whole AND other.whole = $whole
RETURNING block
