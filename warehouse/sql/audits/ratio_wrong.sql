-- name: round trips whose bounds contradict each other; grain: bad row
-- mend: report it: a metric is wrong
SELECT cut, funder_group, spender_group
FROM metric_round_trip
WHERE recycled_low > least(capital_low, spend_low)
    OR recycled_low > recycled_high
    OR spend_back_low > spend_back_high
    OR balance_low > balance_high
    OR balance_low NOT BETWEEN 0 AND 1
    OR balance_high NOT BETWEEN 0 AND 1
ORDER BY ALL
