-- name: collateral loop (M19); grain: cut, loan, borrower, vendor; unit: US dollars
-- A loan secured by chips, to a borrower that buys from a vendor which itself gave the borrower capital. Bound: chips,
-- a regular expression for collateral.
-- Pitfall: the sum is the facility, which may not be drawn in full; that its proceeds buy the chips is inferred from the
-- purchase, not told.
-- columns: as table metric_collateral
INSERT INTO metric_collateral BY NAME
SELECT
    c.cut,
    f.deal_id,
    f.payee_group AS borrower_group,
    v.payee_group AS vendor_group,
    max(coalesce(d.usd_low, 0)) AS loan_low,
    max(d.usd_high) AS loan_high,
    any_value(d.collateral) AS collateral
FROM metric_counted AS c
JOIN flow AS f ON f.flow_id = c.flow_id AND f.kind IN ('debt', 'financing')
JOIN deal AS d ON d.deal_id = f.deal_id AND regexp_matches(lower(d.collateral), $chips)
JOIN metric_direction AS v ON v.cut = c.cut AND v.class = 'spend' AND v.payer_group = f.payee_group
JOIN metric_direction AS e
    ON e.cut = c.cut AND e.class = 'capital' AND e.payer_group = v.payee_group AND e.payee_group = f.payee_group
WHERE c.counted
    AND EXISTS (
        SELECT 1
        FROM flow AS s
        JOIN metric_counted AS k ON k.flow_id = s.flow_id AND k.cut = c.cut AND k.counted
        WHERE s.kind = 'purchase' AND s.payer_group = f.payee_group AND s.payee_group = v.payee_group
    )
GROUP BY ALL
ORDER BY ALL
