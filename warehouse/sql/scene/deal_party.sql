-- name: deal_party, to be copied into memory; grain: that of deal_party
SELECT * FROM deal_party
