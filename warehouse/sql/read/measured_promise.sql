-- name: promise share; grain: payer group; unit: US dollars, ratio; bound: cut
SELECT * EXCLUDE (cut) FROM mart.v1_promise WHERE cut = $cut
ORDER BY group_id <> '*', promised_low DESC, promised_high DESC NULLS LAST, group_id
