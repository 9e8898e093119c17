-- name: no claims wanted yet
DELETE FROM merge_unit
