-- name: exclusivity dependence; grain: customer, supplier; unit: US dollars, ratio; bound: cut
SELECT * EXCLUDE (cut) FROM mart.v1_exclusivity WHERE cut = $cut
ORDER BY spend_low DESC, customer_group_id, supplier_group_id
