-- name: circular exposure (M10); grain: cut, group; unit: US dollars, ratio 0 to 1
-- Flows of a group with groups of its own strongly connected component, over all its flows. Capital and
-- spending in and out; the contingent and acquisitions stay out. With C the circular and R the rest,
-- C / (C + R) is lowest at lowest C and highest R, highest at highest C and lowest R.
-- Pitfall: one headline deal can dominate; read it beside the totals.
-- columns: as table metric_exposure
INSERT INTO metric_exposure BY NAME
WITH side AS (
    SELECT cut, payer_group AS group_id, payee_group AS other_id, usd_low, usd_high, deal_count, unstated_count
    FROM metric_direction WHERE class IN ('capital', 'spend')
    UNION ALL
    SELECT cut, payee_group, payer_group, usd_low, usd_high, deal_count, unstated_count
    FROM metric_direction WHERE class IN ('capital', 'spend')
),
marked AS (
    SELECT s.*, a.component_id IS NOT NULL AND a.component_id IS NOT DISTINCT FROM b.component_id AS circular,
        a.component_id IS NOT NULL AS in_component
    FROM side AS s
    LEFT JOIN metric_component AS a ON a.cut = s.cut AND a.group_id = s.group_id
    LEFT JOIN metric_component AS b ON b.cut = s.cut AND b.group_id = s.other_id
),
summed AS (
    SELECT
        cut,
        group_id,
        sum(usd_low) AS total_low,
        CASE WHEN bool_or(usd_high IS NULL) THEN NULL ELSE sum(usd_high) END AS total_high,
        coalesce(sum(usd_low) FILTER (circular), 0) AS circular_low,
        CASE WHEN bool_or(circular AND usd_high IS NULL) THEN NULL
             ELSE coalesce(sum(usd_high) FILTER (circular), 0) END AS circular_high,
        coalesce(sum(usd_low) FILTER (NOT circular), 0) AS rest_low,
        CASE WHEN bool_or(NOT circular AND usd_high IS NULL) THEN NULL
             ELSE coalesce(sum(usd_high) FILTER (NOT circular), 0) END AS rest_high,
        count(*) AS edge_count,
        count(*) FILTER (circular) AS circular_edge_count,
        bool_or(in_component) AS in_component
    FROM marked
    GROUP BY ALL
)
SELECT
    cut,
    group_id,
    total_low,
    total_high,
    circular_low,
    circular_high,
    CASE WHEN total_high = 0 THEN NULL
         WHEN circular_low = 0 THEN CASE WHEN rest_high = 0 AND circular_high IS DISTINCT FROM 0 THEN 1 ELSE 0 END
         WHEN rest_high IS NULL THEN 0
         ELSE circular_low::DOUBLE / (circular_low + rest_high)::DOUBLE END AS exposure_low,
    CASE WHEN total_high = 0 THEN NULL
         WHEN circular_high = 0 THEN 0
         WHEN circular_high IS NULL THEN 1
         ELSE circular_high::DOUBLE / (circular_high + rest_low)::DOUBLE END AS exposure_high,
    edge_count,
    circular_edge_count,
    in_component
FROM summed
ORDER BY ALL
