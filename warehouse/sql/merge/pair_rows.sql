-- name: what is held against what in the part at hand; grain: claim and cluster
SELECT claim_id, cluster_id FROM merge_pair
