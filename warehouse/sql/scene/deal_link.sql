-- name: deal_link, to be copied into memory; grain: that of deal_link
SELECT * FROM deal_link
