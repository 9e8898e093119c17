-- name: collateral loop (M19); grain: cut, loan, borrower, vendor; unit: US dollars
-- A loan secured by chips, to a borrower that buys from a vendor which itself gave the borrower capital. Bound: chips,
-- a regular expression for collateral.
-- Pitfall: the sum is the facility, which may not be drawn in full; that its proceeds buy the chips is inferred from the
-- purchase, not told.
-- columns: as table metric_collateral
INSERT INTO metric_collateral BY NAME
WITH loan AS MATERIALIZED (
    SELECT
        c.cut,
        f.deal_id,
        f.payee_group AS borrower_group,
        coalesce(d.usd_low, 0) AS loan_low,
        d.usd_high AS loan_high,
        d.collateral
    FROM deal AS d
    JOIN flow AS f ON f.deal_id = d.deal_id AND f.kind IN ('debt', 'financing')
    JOIN metric_counted AS c ON c.flow_id = f.flow_id AND c.counted
    WHERE d.collateral IS NOT NULL AND regexp_matches(lower(d.collateral), $chips)
),
bought AS MATERIALIZED (
    SELECT DISTINCT c.cut, f.payer_group AS borrower_group, f.payee_group AS vendor_group
    FROM flow AS f
    JOIN metric_counted AS c ON c.flow_id = f.flow_id AND c.counted
    WHERE f.kind = 'purchase' AND f.payer_group IN (SELECT borrower_group FROM loan)
)
SELECT DISTINCT
    l.cut,
    l.deal_id,
    l.borrower_group,
    b.vendor_group,
    l.loan_low,
    l.loan_high,
    l.collateral
FROM loan AS l
JOIN bought AS b ON b.cut = l.cut AND b.borrower_group = l.borrower_group
JOIN metric_direction AS e
    ON e.cut = l.cut AND e.class = 'capital' AND e.payer_group = b.vendor_group AND e.payee_group = l.borrower_group
ORDER BY ALL
