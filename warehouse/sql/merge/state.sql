-- name: rules and names of the last merge
SELECT rules, names FROM merge_state
