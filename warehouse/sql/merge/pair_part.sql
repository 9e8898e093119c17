-- name: what is held against what in one part; grain: claim and cluster; bound: part
SELECT claim_id, cluster_id FROM merge_pair WHERE part = $part
