-- name: measures whose bounds contradict each other or leave their range; grain: bad row
-- mend: report it: a metric is wrong
SELECT 'throughput' AS measure, cut, '*' AS subject FROM metric_throughput
WHERE circulation_low > circulation_high OR circulation_low > volume_low + 1 OR share_low > share_high
UNION ALL
SELECT 'concentration ' || side, cut, group_id FROM metric_concentration
WHERE hhi_low > hhi_high OR largest_share_low > largest_share_high OR hhi_high > 10000.001 OR largest_share_high > 1.000001
UNION ALL
SELECT 'promise', cut, group_id FROM metric_promise
WHERE promise_share_low > promise_share_high OR promise_share_low < 0 OR promise_share_high > 1
UNION ALL
SELECT 'pace', cut, funder_group || ' ' || spender_group FROM metric_pace WHERE pace_low > pace_high
UNION ALL
SELECT 'realisation', 'open', deal_id FROM metric_realisation WHERE realised_low > realised_high OR realised_high > 1
UNION ALL
SELECT 'exclusivity', cut, customer_group || ' ' || supplier_group FROM metric_exclusivity
WHERE dependence_low > dependence_high OR dependence_high > 1
UNION ALL
SELECT 'core', cut, group_id FROM metric_core WHERE robust AND robust_component_size > component_size
UNION ALL
SELECT 'evidence', 'open', deal_id FROM metric_evidence WHERE index_low > index_high OR index_high > 1
ORDER BY ALL
