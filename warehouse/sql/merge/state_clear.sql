-- name: forget the rules and names of the last merge
DELETE FROM merge_state
