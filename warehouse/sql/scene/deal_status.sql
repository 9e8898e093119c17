-- name: deal_status, to be copied into memory; grain: that of deal_status
SELECT * FROM deal_status
