-- name: changed clusters where claims of the part at hand look for them; grain: block and cluster
SELECT o.block, o.cluster_id FROM merge_changed_offer AS o SEMI JOIN merge_seek AS s ON s.block = o.block
