-- name: end of the naming of versions; grain: none
DROP TABLE touched_address
