-- name: where claims of the part at hand look at the changed clusters; grain: claim and block
SELECT claim_id, block FROM merge_seek
