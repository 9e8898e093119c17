-- name: clusters that are seen together; incoming: cluster and unit
UPDATE merge_unit SET unit = i.unit FROM incoming AS i WHERE i.cluster_id = merge_unit.unit
