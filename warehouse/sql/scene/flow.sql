-- name: flow, to be copied into memory; grain: that of flow
SELECT * FROM flow
