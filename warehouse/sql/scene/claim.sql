-- name: claims as the ledger was made from them, to be copied into memory; grain: that of claim
SELECT * FROM current_claim
