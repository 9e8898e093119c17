-- name: round trip (M1, M2, M3, M5, M6); grain: cut, funder group, spender group; unit: US dollars, ratios, days
-- M1: a pair is here where capital goes one way and spending is pledged the other way, between groups.
-- M2 recycled = min(capital, spending); M3 spend-back = spending / capital; M5 balance = smaller / larger.
-- Bounds by interval arithmetic: a ratio is lowest at lowest numerator over highest denominator; NULL
-- above is unbounded. Ratios are NULL where a side has no stated amount.
-- M6: days between the nearest capital and spending deals, either order, as an interval over their dates.
-- Pitfall: a round trip is no judgement: it says where the same dollars could be.
-- columns: as table metric_round_trip
INSERT INTO metric_round_trip BY NAME
WITH cut(cut, status) AS (
    VALUES
        ('completed', 'completed'),
        ('announced', 'completed'), ('announced', 'announced'),
        ('open', 'completed'), ('open', 'announced'), ('open', 'talks')
),
pair AS (
    SELECT
        c.cut,
        c.payer_group AS funder_group,
        c.payee_group AS spender_group,
        c.usd_low AS capital_low,
        c.usd_high AS capital_high,
        s.usd_low AS spend_low,
        s.usd_high AS spend_high,
        c.deal_count AS capital_deals,
        s.deal_count AS spend_deals,
        c.unstated_count AS capital_unstated,
        s.unstated_count AS spend_unstated,
        c.deal_count > c.unstated_count OR c.usd_low > 0 OR c.usd_high > 0 AS capital_stated,
        s.deal_count > s.unstated_count OR s.usd_low > 0 OR s.usd_high > 0 AS spend_stated
    FROM metric_direction AS c
    JOIN metric_direction AS s
        ON s.cut = c.cut AND s.payer_group = c.payee_group AND s.payee_group = c.payer_group
    WHERE c.class = 'capital' AND s.class = 'spend'
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
    JOIN cut ON cut.status = c.status
    JOIN cut AS other ON other.status = s.status AND other.cut = cut.cut
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
        SELECT payer_group AS funder_group, payee_group AS spender_group, class, status, deal_id
        FROM flow WHERE class = 'capital'
        UNION ALL
        SELECT payee_group, payer_group, class, status, deal_id FROM flow WHERE class = 'spend'
    ) AS f
    JOIN deal AS d ON d.deal_id = f.deal_id
    JOIN cut ON cut.status = f.status
    GROUP BY ALL
)
SELECT
    p.cut,
    p.funder_group,
    p.spender_group,
    p.capital_low,
    p.capital_high,
    p.spend_low,
    p.spend_high,
    least(p.capital_low, p.spend_low) AS recycled_low,
    CASE WHEN NOT p.capital_stated OR NOT p.spend_stated THEN NULL
         ELSE least(p.capital_high, p.spend_high) END AS recycled_high,
    CASE WHEN NOT p.capital_stated OR NOT p.spend_stated THEN NULL
         WHEN p.capital_high IS NULL THEN 0
         WHEN p.capital_high = 0 THEN NULL
         ELSE p.spend_low::DOUBLE / p.capital_high::DOUBLE END AS spend_back_low,
    CASE WHEN NOT p.capital_stated OR NOT p.spend_stated OR p.spend_high IS NULL OR p.capital_low = 0 THEN NULL
         ELSE p.spend_high::DOUBLE / p.capital_low::DOUBLE END AS spend_back_high,
    CASE WHEN NOT p.capital_stated OR NOT p.spend_stated THEN NULL
         ELSE least(
             CASE WHEN p.spend_high IS NULL THEN 0 WHEN p.spend_high = 0 THEN 1
                  ELSE p.capital_low::DOUBLE / p.spend_high::DOUBLE END,
             CASE WHEN p.capital_high IS NULL THEN 0 WHEN p.capital_high = 0 THEN 1
                  ELSE p.spend_low::DOUBLE / p.capital_high::DOUBLE END,
             1) END AS balance_low,
    CASE WHEN NOT p.capital_stated OR NOT p.spend_stated THEN NULL
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
    m.exclusive,
    m.disputed
FROM pair AS p
JOIN marks AS m USING (cut, funder_group, spender_group)
LEFT JOIN nearest AS n USING (cut, funder_group, spender_group)
ORDER BY ALL
