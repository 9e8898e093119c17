-- name: names that the dirty claims use; grain: row of merge_name
SELECT number, names, given_id FROM merge_name
