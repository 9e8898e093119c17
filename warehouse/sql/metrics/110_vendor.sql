-- name: vendor financing, guarantee ratio (numerators of M11 and M13; M12); grain: cut, vendor group; unit: US dollars, ratio
-- What a group gives its own customers: capital (M11), guarantees (M12), and what is recycled over its pairs (M13).
-- M12 = guarantees over capital given to the same customers. A customer is who pays the group by a deal of class
-- spend in the cut. Revenue is not in the ledger, so M11 and M13 stay without a ratio, and say so.
-- Pitfall: a guarantee is contingent and no flow; a numerator of press reports over audited revenue would mix two things.
-- columns: as table metric_vendor
INSERT INTO metric_vendor BY NAME
WITH customer AS (
    SELECT DISTINCT d.cut, d.payee_group AS group_id, d.payer_group AS customer
    FROM metric_direction AS d
    ANTI JOIN metric_generic AS g ON g.group_id = d.payer_group
    WHERE class = 'spend'
),
guaranteed AS (
    SELECT
        c.cut,
        f.payer_group AS group_id,
        f.payee_group AS customer,
        sum(f.usd_low) AS low,
        CASE WHEN bool_or(f.usd_high IS NULL) THEN NULL ELSE sum(f.usd_high) END AS high
    FROM metric_counted AS c
    JOIN flow AS f ON f.flow_id = c.flow_id AND f.kind = 'guarantee'
    WHERE c.counted
    GROUP BY ALL
),
pair AS (
    SELECT
        k.cut,
        k.group_id,
        k.customer,
        coalesce(d.usd_low, 0) AS financed_low,
        CASE WHEN d.cut IS NULL THEN 0 ELSE d.usd_high END AS financed_high,
        coalesce(g.low, 0) AS guaranteed_low,
        CASE WHEN g.cut IS NULL THEN 0 ELSE g.high END AS guaranteed_high,
        coalesce(r.recycled_low, 0) AS recycled_low,
        CASE WHEN r.cut IS NULL THEN 0 ELSE r.recycled_high END AS recycled_high
    FROM customer AS k
    LEFT JOIN metric_direction AS d
        ON d.cut = k.cut AND d.class = 'capital' AND d.payer_group = k.group_id AND d.payee_group = k.customer
    LEFT JOIN guaranteed AS g ON g.cut = k.cut AND g.group_id = k.group_id AND g.customer = k.customer
    LEFT JOIN metric_round_trip AS r
        ON r.cut = k.cut AND r.funder_group = k.group_id AND r.spender_group = k.customer
    WHERE d.cut IS NOT NULL OR g.cut IS NOT NULL
),
summed AS (
    SELECT
        cut,
        group_id,
        count(*) AS customer_count,
        sum(financed_low) AS financed_low,
        CASE WHEN bool_or(financed_high IS NULL) THEN NULL ELSE sum(financed_high) END AS financed_high,
        sum(guaranteed_low) AS guaranteed_low,
        CASE WHEN bool_or(guaranteed_high IS NULL) THEN NULL ELSE sum(guaranteed_high) END AS guaranteed_high,
        sum(recycled_low) AS recycled_low,
        CASE WHEN bool_or(recycled_high IS NULL) THEN NULL ELSE sum(recycled_high) END AS recycled_high
    FROM pair
    GROUP BY ALL
)
SELECT
    *,
    CASE WHEN financed_high IS NULL THEN 0
         WHEN financed_high > 0 THEN guaranteed_low::DOUBLE / financed_high::DOUBLE END AS guarantee_ratio_low,
    CASE WHEN financed_high = 0 THEN NULL
         WHEN guaranteed_high = 0 THEN 0
         WHEN financed_low > 0 THEN guaranteed_high::DOUBLE / financed_low::DOUBLE END AS guarantee_ratio_high,
    CASE WHEN financed_high = 0 THEN 'it gave these customers no capital'
         WHEN guaranteed_high IS NULL OR (financed_low = 0 AND guaranteed_high > 0)
         THEN 'a guarantee has no ceiling, or capital no floor' END AS reason
FROM summed
ORDER BY ALL
