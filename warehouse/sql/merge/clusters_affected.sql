-- name: which of some clusters are affected; grain: cluster; incoming: their ids
SELECT i.id FROM incoming AS i SEMI JOIN merge_affected AS a ON a.cluster_id = i.id
