-- name: claims of one part; grain: unit and claim; bound: part
SELECT * EXCLUDE (part) FROM merge_work WHERE part = $part ORDER BY unit, claim_id
