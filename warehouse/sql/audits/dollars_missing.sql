-- name: deals whose amount in US dollars is missing without a reason, or does not follow from the rate; grain: bad row
-- mend: run `roundtrip run`: the merge was not finished
SELECT deal_id, currency, amount_high, usd_high, fx_rate, fx_note
FROM deal
WHERE currency IS NOT NULL AND (
    (usd_low IS NULL AND usd_high IS NULL AND fx_note IS NULL)
    OR (currency = 'USD' AND (usd_low, usd_high) IS DISTINCT FROM (amount_low, amount_high))
    OR (fx_rate IS NOT NULL AND abs(usd_high - amount_high * fx_rate::DOUBLE) > greatest(1, 0.000001 * usd_high))
)
ORDER BY deal_id
