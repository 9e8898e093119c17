-- name: claims of the clusters of one part; grain: cluster and claim; bound: part
SELECT * EXCLUDE (part) FROM merge_candidate WHERE part = $part ORDER BY unit, claim_id
