-- name: round trip (M1, M2, M3, M5, M6); grain: cut, funder group, spender group; unit: US dollars, ratios, days
-- M1: a pair is here where capital goes one way and spending is pledged the other way, between groups.
-- M2 recycled = min(capital, spending); M3 spend-back = spending / capital; M5 balance = smaller / larger.
-- Bounds by interval arithmetic: a ratio is lowest at lowest numerator over highest denominator; NULL
-- above is unbounded. A pair that is a round trip in the widest cut has a row in every cut, with
-- is_round_trip false and zeros where a side has no deals. A ratio over nothing is NULL.
-- M6: days between the nearest capital and spending deals, either order, as an interval over their dates.
-- Exclusivity moves no money, so a supplier that only an unsure claim calls the sole one is marked too.
-- Pitfall: a round trip is no judgement: it says where the same dollars could be.
-- columns: as table metric_round_trip
INSERT INTO metric_round_trip BY NAME
WITH ends AS (
    SELECT c.payer_group AS funder_group, c.payee_group AS spender_group
    FROM metric_direction AS c
    JOIN metric_direction AS s
        ON s.cut = c.cut AND s.payer_group = c.payee_group AND s.payee_group = c.payer_group
    ANTI JOIN metric_generic AS g ON g.group_id IN (c.payer_group, c.payee_group)
    WHERE c.cut = 'open' AND c.class = 'capital' AND s.class = 'spend'
),
pair AS (
    SELECT
        cut.cut,
        e.funder_group,
        e.spender_group,
        c.cut IS NOT NULL AND s.cut IS NOT NULL AS is_round_trip,
        coalesce(c.usd_low, 0) AS capital_low,
        CASE WHEN c.cut IS NULL THEN 0 ELSE c.usd_high END AS capital_high,
        coalesce(s.usd_low, 0) AS spend_low,
        CASE WHEN s.cut IS NULL THEN 0 ELSE s.usd_high END AS spend_high,
        coalesce(c.deal_count, 0) AS capital_deals,
        coalesce(s.deal_count, 0) AS spend_deals,
        coalesce(c.unstated_count, 0) AS capital_unstated,
        coalesce(s.unstated_count, 0) AS spend_unstated
    FROM ends AS e
    CROSS JOIN (VALUES ('completed'), ('announced'), ('open')) AS cut(cut)
    LEFT JOIN metric_direction AS c
        ON c.cut = cut.cut AND c.class = 'capital' AND c.payer_group = e.funder_group
        AND c.payee_group = e.spender_group
    LEFT JOIN metric_direction AS s
        ON s.cut = cut.cut AND s.class = 'spend' AND s.payer_group = e.spender_group
        AND s.payee_group = e.funder_group
),
dated AS (
    SELECT
        cut.cut,
        c.payer_group AS funder_group,
        c.payee_group AS spender_group,
        CASE WHEN s.date_low <= c.date_high AND c.date_low <= s.date_high THEN 0
             WHEN s.date_low > c.date_high THEN s.date_low - c.date_high
             ELSE c.date_low - s.date_high END AS gap_low,
        greatest(s.date_high - c.date_low, c.date_high - s.date_low) AS gap_high,
        CASE WHEN s.date_high < c.date_low THEN true WHEN c.date_high < s.date_low THEN false END AS spend_first,
        c.flow_id AS capital_id,
        s.flow_id AS spend_id
    FROM flow AS c
    JOIN flow AS s ON s.payer_group = c.payee_group AND s.payee_group = c.payer_group
    JOIN metric_counted AS cut ON cut.flow_id = c.flow_id
    JOIN metric_counted AS other ON other.flow_id = s.flow_id AND other.cut = cut.cut
    WHERE c.class = 'capital' AND s.class = 'spend' AND c.scope = 'single' AND s.scope = 'single'
),
nearest AS (
    SELECT
        cut,
        funder_group,
        spender_group,
        arg_min(
            {'low': gap_low, 'high': gap_high, 'spend_first': spend_first}, (gap_high, gap_low, capital_id, spend_id)
        ) AS gap
    FROM dated
    GROUP BY ALL
),
marks AS (
    SELECT
        cut.cut,
        funder_group,
        spender_group,
        bool_or(d.exclusive AND f.class = 'spend') AS exclusive,
        bool_or(d.disputed) AS disputed
    FROM (
        SELECT payer_group AS funder_group, payee_group AS spender_group, class, flow_id, deal_id
        FROM flow WHERE class = 'capital'
        UNION ALL
        SELECT payee_group, payer_group, class, flow_id, deal_id FROM flow WHERE class = 'spend'
    ) AS f
    JOIN deal AS d ON d.deal_id = f.deal_id
    JOIN metric_counted AS cut ON cut.flow_id = f.flow_id
    GROUP BY ALL
),
only_supplier AS (
    SELECT DISTINCT k.cut, r.group_id AS funder_group, p.group_id AS spender_group
    FROM deal AS d
    JOIN (VALUES
        ('completed', 'completed'),
        ('announced', 'completed'), ('announced', 'announced'),
        ('open', 'completed'), ('open', 'announced'), ('open', 'talks')
    ) AS k(cut, status) ON k.status = d.status
    JOIN deal_party AS p ON p.deal_id = d.deal_id AND p.side = 'payer'
    JOIN deal_party AS r ON r.deal_id = d.deal_id AND r.side = 'payee'
    WHERE d.exclusive AND d.family = 'supply'
)
SELECT
    p.cut,
    p.funder_group,
    p.spender_group,
    p.is_round_trip,
    p.capital_low,
    p.capital_high,
    p.spend_low,
    p.spend_high,
    least(p.capital_low, p.spend_low) AS recycled_low,
    least(p.capital_high, p.spend_high) AS recycled_high,
    CASE WHEN p.capital_high = 0 THEN NULL
         WHEN p.capital_high IS NULL THEN 0
         ELSE p.spend_low::DOUBLE / p.capital_high::DOUBLE END AS spend_back_low,
    CASE WHEN p.spend_high IS NULL OR p.capital_low = 0 THEN NULL
         ELSE p.spend_high::DOUBLE / p.capital_low::DOUBLE END AS spend_back_high,
    CASE WHEN p.capital_high = 0 AND p.spend_high = 0 THEN NULL
         WHEN p.capital_high = 0 OR p.spend_high = 0 OR p.capital_high IS NULL OR p.spend_high IS NULL THEN 0
         ELSE least(
             p.capital_low::DOUBLE / p.spend_high::DOUBLE, p.spend_low::DOUBLE / p.capital_high::DOUBLE, 1
         ) END AS balance_low,
    CASE WHEN p.capital_high = 0 AND p.spend_high = 0 THEN NULL
         WHEN p.capital_high < p.spend_low THEN p.capital_high::DOUBLE / p.spend_low::DOUBLE
         WHEN p.spend_high < p.capital_low THEN p.spend_high::DOUBLE / p.capital_low::DOUBLE
         ELSE 1 END AS balance_high,
    p.capital_deals,
    p.spend_deals,
    p.capital_unstated,
    p.spend_unstated,
    n.gap.low AS gap_days_low,
    n.gap.high AS gap_days_high,
    n.gap.spend_first AS spend_first,
    CASE WHEN n.gap.high <= 180 THEN true WHEN n.gap.low > 180 THEN false END AS within_180_days,
    CASE WHEN n.gap.high <= 365 THEN true WHEN n.gap.low > 365 THEN false END AS within_365_days,
    coalesce(m.exclusive, false) OR o.cut IS NOT NULL AS exclusive,
    coalesce(m.disputed, false) AS disputed
FROM pair AS p
LEFT JOIN marks AS m USING (cut, funder_group, spender_group)
LEFT JOIN only_supplier AS o USING (cut, funder_group, spender_group)
LEFT JOIN nearest AS n USING (cut, funder_group, spender_group)
ORDER BY ALL
