-- name: who gives a group its capital, and who buys from it (M14, M15); grain: cut, group, side, party, deal; unit: US dollars
-- M15 = sum of squared shares times 10,000; M14 = share of the largest (warehouse.concentration), by parent group. A
-- row without deal_id is the sum of a party's own deals, running totals among them; a row with one is a deal of
-- several payers whose shares nobody tells: equal shares for the lower bound, all to one for the upper. A generic
-- payer adds to the total and is one party only for the upper bound.
-- Pitfall: M14 is over all sales that the ledger knows of, not over the backlog that a vendor discloses.
-- columns: cut, group_id, side, party_id, deal_id, usd_low, usd_high, generic
WITH class(class, side) AS (VALUES ('capital', 'funders'), ('spend', 'customers')),
shared AS (
    SELECT c.cut, f.payee_group AS group_id, k.side, f.payer_group AS party_id, f.deal_id,
        coalesce(d.usd_low, 0) AS usd_low, f.usd_high
    FROM metric_counted AS c
    JOIN flow AS f ON f.flow_id = c.flow_id
    JOIN class AS k ON k.class = f.class
    JOIN deal AS d ON d.deal_id = f.deal_id
    WHERE c.counted AND f.unsplit
        AND (SELECT count(DISTINCT o.payee_group) FROM flow AS o WHERE o.deal_id = f.deal_id) = 1
),
own AS (
    SELECT c.cut, f.payee_group AS group_id, k.side, f.payer_group AS party_id,
        sum(f.usd_low) AS usd_low,
        CASE WHEN bool_or(f.usd_high IS NULL) THEN NULL ELSE sum(f.usd_high) END AS usd_high
    FROM metric_counted AS c
    JOIN flow AS f ON f.flow_id = c.flow_id
    JOIN class AS k ON k.class = f.class
    ANTI JOIN shared AS s
        ON s.cut = c.cut AND s.deal_id = f.deal_id AND s.party_id = f.payer_group AND s.group_id = f.payee_group
    WHERE c.counted
    GROUP BY ALL
),
whole AS (
    SELECT d.cut, d.payee_group AS group_id, k.side, d.payer_group AS party_id, d.usd_low, d.usd_high
    FROM metric_direction AS d
    JOIN class AS k ON k.class = d.class
    ANTI JOIN shared AS s
        ON s.cut = d.cut AND s.group_id = d.payee_group AND s.party_id = d.payer_group AND s.side = k.side
),
part AS (
    SELECT cut, group_id, side, party_id, NULL AS deal_id, usd_low, usd_high FROM whole
    UNION ALL
    SELECT o.cut, o.group_id, o.side, o.party_id, NULL, o.usd_low, o.usd_high
    FROM own AS o
    SEMI JOIN shared AS s
        ON s.cut = o.cut AND s.group_id = o.group_id AND s.party_id = o.party_id AND s.side = o.side
    UNION ALL
    SELECT DISTINCT cut, group_id, side, party_id, deal_id, usd_low, usd_high FROM shared
)
SELECT p.*, g.group_id IS NOT NULL AS generic
FROM part AS p
LEFT JOIN metric_generic AS g ON g.group_id = p.party_id
ANTI JOIN metric_generic AS own ON own.group_id = p.group_id
ORDER BY ALL
