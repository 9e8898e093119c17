-- name: claims of the region with their blocks; grain: claim and block; bound: whole
SELECT b.claim_id, b.block
FROM merge_block AS b
SEMI JOIN merge_region AS r ON r.block = b.block
WHERE b.whole = $whole
