-- name: direction (feeds M2, M3, M5, M10); grain: cut, class, directed pair of groups; unit: US dollars
-- The sum of deals between two groups, as an interval. Only single deals are added. A flow whose money
-- another counted deal holds already (the whole of an instalment, a told share, an expansion) is left out,
-- but only where that other deal is in the same cut. A running total (cumulative) is a bound, not a
-- summand: up to the day it was told the total is at least the larger of it and the sum of its parts, and
-- what was struck later comes on top; the newest total also bounds what was told without an amount.
-- Sums over several parties that cannot be split stay out and are shown apart. Open lower bounds are 0;
-- an open upper bound, or a deal without an amount in US dollars, makes the sum's upper bound NULL.
-- Pitfall: one deal without an amount opens the bound, so read unstated_count beside it.
-- columns: cut, class, payer_group, payee_group, usd_low, usd_high, deal_count, unstated_count, unsplit_usd_high
INSERT INTO metric_direction BY NAME
WITH in_cut AS (
    SELECT c.cut, c.counted, f.*
    FROM metric_counted AS c
    JOIN flow AS f ON f.flow_id = c.flow_id
),
single AS (
    SELECT * FROM in_cut WHERE counted
),
total AS (
    SELECT f.cut, f.class, f.payer_group, f.payee_group, f.flow_id, f.usd_low, f.usd_high, d.last_heard::DATE AS told
    FROM in_cut AS f
    JOIN deal AS d ON d.deal_id = f.deal_id
    WHERE f.scope = 'cumulative' AND f.stated AND NOT f.unsplit
),
pair AS (
    SELECT
        cut,
        class,
        payer_group,
        payee_group,
        sum(usd_low) AS sum_low,
        CASE WHEN bool_or(usd_high IS NULL) THEN NULL ELSE sum(usd_high) END AS sum_high,
        count(*) AS deal_count,
        count(*) FILTER (NOT stated) AS unstated_count
    FROM single
    GROUP BY ALL
),
with_total AS (
    SELECT
        t.cut,
        t.class,
        t.payer_group,
        t.payee_group,
        t.flow_id,
        t.told,
        greatest(t.usd_low, coalesce(sum(s.usd_low) FILTER (s.date_low <= t.told), 0))
            + coalesce(sum(s.usd_low) FILTER (s.date_low > t.told), 0) AS bound_low,
        CASE WHEN t.usd_high IS NULL OR coalesce(bool_or(s.usd_high IS NULL) FILTER (s.date_low > t.told), false)
             THEN NULL
             ELSE greatest(t.usd_high, coalesce(sum(s.usd_high) FILTER (s.date_low <= t.told), 0))
                 + coalesce(sum(s.usd_high) FILTER (s.date_low > t.told), 0) END AS bound_high
    FROM total AS t
    LEFT JOIN single AS s
        ON s.cut = t.cut AND s.class = t.class AND s.payer_group = t.payer_group AND s.payee_group = t.payee_group
    GROUP BY t.cut, t.class, t.payer_group, t.payee_group, t.flow_id, t.usd_low, t.usd_high, t.told
),
best_total AS (
    SELECT
        cut,
        class,
        payer_group,
        payee_group,
        max(bound_low) AS bound_low,
        arg_max({'high': bound_high}, (told, flow_id)).high AS newest_high
    FROM with_total
    GROUP BY ALL
),
unsplit AS (
    SELECT cut, class, payer_group, payee_group, max(usd_high) AS unsplit_usd_high
    FROM in_cut
    WHERE scope = 'aggregate' AND stated
    GROUP BY ALL
)
SELECT
    cut,
    class,
    payer_group,
    payee_group,
    greatest(coalesce(p.sum_low, 0), coalesce(b.bound_low, 0)) AS usd_low,
    CASE WHEN b.cut IS NULL THEN p.sum_high
         WHEN b.newest_high IS NOT NULL THEN greatest(b.newest_high, coalesce(p.sum_low, 0), b.bound_low)
         END AS usd_high,
    coalesce(p.deal_count, 0) AS deal_count,
    coalesce(p.unstated_count, 0) AS unstated_count,
    u.unsplit_usd_high
FROM pair AS p
FULL JOIN best_total AS b USING (cut, class, payer_group, payee_group)
LEFT JOIN unsplit AS u USING (cut, class, payer_group, payee_group)
ORDER BY ALL
