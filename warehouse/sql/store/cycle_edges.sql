-- name: edges for the search of cycles; grain: cut, directed pair of groups; unit: US dollars
-- Capital and spending together; the contingent closes no cycle. An edge with a deal without an
-- amount has no upper bound.
SELECT
    cut,
    payer_group,
    payee_group,
    sum(usd_low) AS usd_low,
    CASE WHEN bool_or(usd_high IS NULL) THEN NULL ELSE sum(usd_high) END AS usd_high,
    bool_or(class = 'capital') AS has_capital,
    bool_or(class = 'spend') AS has_spend,
    bool_and(deal_count = unstated_count AND usd_low = 0) AS unstated
FROM metric_direction
WHERE class IN ('capital', 'spend')
GROUP BY ALL
ORDER BY ALL
