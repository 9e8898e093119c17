-- name: deal_claim, to be copied into memory; grain: that of deal_claim
SELECT * FROM deal_claim
