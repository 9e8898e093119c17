-- name: headline figures; grain: cut; unit: US dollars
WITH pair AS (
    SELECT
        cut,
        count(*) AS round_trip_pairs,
        sum(recycled_low) AS recycled_low,
        CASE WHEN bool_or(recycled_high IS NULL) THEN NULL ELSE sum(recycled_high) END AS recycled_high
    FROM mart.v1_round_trip
    WHERE is_round_trip
    GROUP BY cut
),
core AS (
    SELECT cut, count(*) AS groups_in_core FROM mart.v1_exposure WHERE in_component GROUP BY cut
)
SELECT
    s.cut,
    coalesce(p.round_trip_pairs, 0) AS round_trip_pairs,
    coalesce(p.recycled_low, 0) AS recycled_low,
    CASE WHEN p.cut IS NULL THEN 0 ELSE p.recycled_high END AS recycled_high,
    s.cycle_count,
    s.truncated,
    coalesce(c.groups_in_core, 0) AS groups_in_core
FROM metric_search AS s
LEFT JOIN pair AS p USING (cut)
LEFT JOIN core AS c USING (cut)
ORDER BY array_position(['completed', 'announced', 'open'], s.cut)
