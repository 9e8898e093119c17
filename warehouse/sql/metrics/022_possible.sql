-- name: possible round trips (upper bound of M1); grain: cut, funder group, spender group
-- Pairs that are no round trip by the flows, and would be one if deals counted that only unsure claims tell of, such as
-- a relation without an event, an amount or a stake ("X-backed Y buys from X"). M1 is then no at least and yes at most.
-- Pitfall: an unsure claim can be a misreading; read its sentence first.
-- columns: as table metric_possible
INSERT INTO metric_possible BY NAME
WITH cut(cut, status) AS (
    VALUES
        ('completed', 'completed'),
        ('announced', 'completed'), ('announced', 'announced'),
        ('open', 'completed'), ('open', 'announced'), ('open', 'talks')
),
told AS (
    SELECT
        cut.cut,
        CASE WHEN d.family = 'funding' THEN 'capital' ELSE 'spend' END AS class,
        p.group_id AS payer_group,
        r.group_id AS payee_group,
        bool_or(d.sure) AS sure,
        bool_or(d.exclusive) AS exclusive
    FROM deal AS d
    JOIN cut ON cut.status = d.status
    JOIN deal_party AS p ON p.deal_id = d.deal_id AND p.side = 'payer'
    JOIN deal_party AS r ON r.deal_id = d.deal_id AND r.side = 'payee'
    WHERE d.family IN ('funding', 'supply', 'revenue_share')
        AND d.scope <> 'aggregate'
        AND p.group_id <> r.group_id
        AND ($rumours OR NOT (d.status = 'talks' OR d.disputed))
    GROUP BY ALL
)
SELECT
    c.cut,
    c.payer_group AS funder_group,
    c.payee_group AS spender_group,
    c.sure AS capital_sure,
    s.sure AS spend_sure,
    s.exclusive
FROM told AS c
JOIN told AS s ON s.cut = c.cut AND s.payer_group = c.payee_group AND s.payee_group = c.payer_group
ANTI JOIN metric_generic AS g ON g.group_id IN (c.payer_group, c.payee_group)
ANTI JOIN metric_round_trip AS t
    ON t.cut = c.cut AND t.funder_group = c.payer_group AND t.spender_group = c.payee_group AND t.is_round_trip
WHERE c.class = 'capital' AND s.class = 'spend' AND NOT (c.sure AND s.sure)
ORDER BY ALL
