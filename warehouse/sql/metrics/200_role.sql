-- name: dual-role score (M20); grain: cut, directed pair of groups; unit: roles, 0 to 6
-- The roles that one group has towards another: investor (equity, financing, takeover), lender (debt), guarantor, issuer
-- of stock as payer; supplier as payee of spending, customer as its payer, holder of stock granted to it. The lower
-- bound leaves out roles that rest on disputed deals alone. A sum over several parties says nothing of a pair.
-- Pitfall: a lease is a commitment in the ledger, so landlord is told as supplier.
-- columns: as table metric_role
INSERT INTO metric_role BY NAME
WITH role(kind, side, role) AS (
    VALUES
        ('equity', 'payer', 'investor'), ('financing', 'payer', 'investor'), ('acquisition', 'payer', 'investor'),
        ('debt', 'payer', 'lender'), ('guarantee', 'payer', 'guarantor'), ('equity_grant', 'payee', 'holder'),
        ('commitment', 'payer', 'customer'), ('purchase', 'payer', 'customer'), ('revenue_share', 'payee', 'partner'),
        ('commitment', 'payee', 'supplier'), ('purchase', 'payee', 'supplier')
),
held AS (
    SELECT DISTINCT
        c.cut,
        CASE WHEN r.side = 'payer' THEN f.payer_group ELSE f.payee_group END AS group_id,
        CASE WHEN r.side = 'payer' THEN f.payee_group ELSE f.payer_group END AS other_group,
        CASE WHEN r.role = 'partner' THEN 'supplier' ELSE r.role END AS role,
        f.disputed
    FROM metric_counted AS c
    JOIN flow AS f ON f.flow_id = c.flow_id
    JOIN role AS r ON r.kind = f.kind
    LEFT JOIN metric_mark AS m ON m.flow_id = f.flow_id
    WHERE f.scope <> 'aggregate' AND NOT coalesce(m.generic, false)
)
SELECT
    cut,
    group_id,
    other_group,
    list(DISTINCT role ORDER BY role) AS roles,
    (count(DISTINCT role) FILTER (NOT disputed))::INTEGER AS score_low,
    count(DISTINCT role)::INTEGER AS score_high
FROM held
GROUP BY ALL
ORDER BY ALL
