-- name: cycle throughput (M8); grain: cut; unit: US dollars
-- The most money that can run in closed ways at once: the largest sum of payments along the edges of 040 such that
-- every group is paid as much as it pays, and no edge carries more than its deals (maximum circulation, a linear
-- program: warehouse.circulation). Lower bound with the lower bounds of the edges, upper with the upper. Each dollar
-- counts once for each payment it makes, so a circle of three groups and 10 counts 30.
-- Share is circulation over all capital and spending between groups.
-- Pitfall: never add bottlenecks of cycles, which share edges; where a closed way has no ceiling the upper is NULL.
-- columns: as table metric_throughput; from relation incoming: cut, circulation_low, circulation_high, edge_count,
-- core_edge_count, reason
INSERT INTO metric_throughput BY NAME
WITH volume AS (
    SELECT
        cut,
        sum(usd_low) AS volume_low,
        CASE WHEN bool_or(usd_high IS NULL) THEN NULL ELSE sum(usd_high) END AS volume_high
    FROM metric_direction
    WHERE class IN ('capital', 'spend')
    GROUP BY cut
)
SELECT
    i.cut,
    i.circulation_low,
    i.circulation_high,
    coalesce(v.volume_low, 0) AS volume_low,
    CASE WHEN v.cut IS NULL THEN 0 ELSE v.volume_high END AS volume_high,
    CASE WHEN v.volume_high > 0 THEN i.circulation_low::DOUBLE / v.volume_high::DOUBLE
         WHEN v.cut IS NOT NULL AND v.volume_high IS NULL THEN 0 END AS share_low,
    CASE WHEN i.circulation_high = 0 AND v.cut IS NOT NULL THEN 0
         WHEN v.volume_low > 0 AND i.circulation_high IS NOT NULL
         THEN least(i.circulation_high::DOUBLE / v.volume_low::DOUBLE, 1)
         WHEN v.cut IS NOT NULL THEN 1 END AS share_high,
    i.edge_count,
    i.core_edge_count,
    i.reason
FROM incoming AS i
LEFT JOIN volume AS v ON v.cut = i.cut
ORDER BY ALL
