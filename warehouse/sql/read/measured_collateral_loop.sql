-- name: collateral loops; grain: loan, borrower, vendor; unit: US dollars; bound: cut
SELECT * EXCLUDE (cut) FROM mart.v1_collateral_loop WHERE cut = $cut
ORDER BY loan_low DESC, deal_id, borrower_group_id, vendor_group_id
