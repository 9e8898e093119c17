-- name: edges between groups (M7 cycles, M8 throughput, M9 core, M22); grain: cut, directed pair of groups; unit: US dollars
-- M7: simple cycles of two to five groups along these edges, bounded by length, count and time (warehouse.cycles); a
-- result that was cut short says so. Capital and spending together; the contingent, takeovers and groups that are
-- nobody in particular close no cycle. Parallel deals are one edge here and are told apart in mart.v1_cycle_deal.
-- Pitfall: an edge with a deal without an amount has no upper bound.
-- columns: cut, payer_group, payee_group, usd_low, usd_high, has_capital, has_spend, unstated, deal_count
SELECT
    cut,
    payer_group,
    payee_group,
    sum(usd_low) AS usd_low,
    CASE WHEN bool_or(usd_high IS NULL) THEN NULL ELSE sum(usd_high) END AS usd_high,
    bool_or(class = 'capital') AS has_capital,
    bool_or(class = 'spend') AS has_spend,
    bool_and(deal_count = unstated_count AND usd_low = 0) AS unstated,
    greatest(sum(deal_count), 1)::INTEGER AS deal_count
FROM metric_direction AS d
ANTI JOIN metric_generic AS p ON p.group_id = d.payer_group
ANTI JOIN metric_generic AS r ON r.group_id = d.payee_group
WHERE class IN ('capital', 'spend')
GROUP BY ALL
ORDER BY ALL
