-- name: edges of the null model (M22); grain: cut, class, directed pair of groups; unit: US dollars
-- The edges of 040 before capital and spending are put together, each with its kinds: only edges of the same class
-- and kinds swap their payees, so that every group keeps how many edges of each kind it has out and in. A z-score
-- and an empirical p then say how far cycles (M7) and circulation (M8) lie from chance (warehouse.nullmodel).
-- Pitfall: a small graph has few ways to be rewired; amounts stay with the payer.
-- columns: cut, class, kinds, payer_group, payee_group, usd_low, usd_high, unstated, deal_count; bound: cut
SELECT
    d.cut,
    d.class,
    array_to_string(list(DISTINCT f.kind ORDER BY f.kind), '+') AS kinds,
    d.payer_group,
    d.payee_group,
    d.usd_low,
    d.usd_high,
    d.deal_count = d.unstated_count AND d.usd_low = 0 AS unstated,
    greatest(d.deal_count, 1)::INTEGER AS deal_count
FROM metric_direction AS d
JOIN metric_counted AS c ON c.cut = d.cut
JOIN flow AS f
    ON f.flow_id = c.flow_id AND f.class = d.class AND f.payer_group = d.payer_group AND f.payee_group = d.payee_group
ANTI JOIN metric_generic AS p ON p.group_id = d.payer_group
ANTI JOIN metric_generic AS r ON r.group_id = d.payee_group
WHERE d.cut = $cut AND d.class IN ('capital', 'spend')
GROUP BY ALL
ORDER BY ALL
