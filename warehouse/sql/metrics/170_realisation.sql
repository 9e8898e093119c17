-- name: realisation rate (M17); grain: deal with a lineage; unit: US dollars, ratio 0 to 1
-- Cash paid over the ceiling first announced. Lineage is what the ledger can follow: a history of status or amount,
-- tranches, an expansion that takes the deal's place, a completion or a cancellation. Paid at least: the floor of a
-- completed deal, or of its completed tranches; at most: its ceiling where it is not called off, else what tranches
-- paid. Cohorts are years of the deal's date.
-- Pitfall: a payment that no article tells of is not known; an announced deal may be paid in full, so its upper is 1.
-- columns: as table metric_realisation
INSERT INTO metric_realisation BY NAME
WITH tranche AS (
    SELECT
        l.other_id AS deal_id,
        sum(coalesce(d.usd_low, 0)) FILTER (d.status = 'completed') AS paid_low,
        CASE WHEN NOT coalesce(bool_or(d.usd_high IS NULL) FILTER (d.status = 'completed'), false)
             THEN coalesce(sum(d.usd_high) FILTER (d.status = 'completed'), 0) END AS paid_high
    FROM deal_link AS l
    JOIN deal AS d ON d.deal_id = l.deal_id AND d.sure
    WHERE l.relation = 'tranche_of'
    GROUP BY l.other_id
),
past AS (
    SELECT
        deal_id,
        max(usd_high) FILTER (status <> 'talks') AS told_high,
        count(DISTINCT status) > 1 OR count(DISTINCT (usd_low, usd_high)) > 1 AS moved
    FROM deal_status
    GROUP BY deal_id
),
replaced AS (
    SELECT other_id AS deal_id, max(deal_id) AS heir_id FROM deal_link WHERE relation = 'supersedes' GROUP BY other_id
),
lineage AS (
    SELECT
        d.deal_id,
        year(coalesce(d.date_low, d.known_from::DATE))::INTEGER AS cohort,
        coalesce(h.status, d.status) AS status,
        array_to_string(list_filter([
            CASE WHEN p.moved THEN 'history' END,
            CASE WHEN t.deal_id IS NOT NULL THEN 'tranches' END,
            CASE WHEN h.deal_id IS NOT NULL THEN 'expansion' END,
            CASE WHEN d.status IN ('completed', 'cancelled') AND NOT coalesce(p.moved, false) THEN 'outcome' END
        ], lambda one: one IS NOT NULL), ', ') AS lineage,
        coalesce(p.told_high, d.usd_high) AS ceiling,
        CASE WHEN coalesce(h.status, d.status) = 'completed' THEN coalesce(h.usd_low, d.usd_low, 0) ELSE 0 END AS done_low,
        CASE WHEN coalesce(h.status, d.status) = 'cancelled' THEN coalesce(t.paid_high, 0)
             WHEN h.deal_id IS NOT NULL THEN h.usd_high
             ELSE d.usd_high END AS done_high,
        coalesce(t.paid_low, 0) AS tranche_low
    FROM deal AS d
    LEFT JOIN past AS p ON p.deal_id = d.deal_id
    LEFT JOIN tranche AS t ON t.deal_id = d.deal_id
    LEFT JOIN replaced AS r ON r.deal_id = d.deal_id
    LEFT JOIN deal AS h ON h.deal_id = r.heir_id
    ANTI JOIN deal_link AS inner_link
        ON inner_link.deal_id = d.deal_id AND inner_link.relation IN ('tranche_of', 'supersedes')
    WHERE d.sure AND d.scope = 'single' AND d.family NOT IN ('guarantee', 'equity_grant')
)
SELECT
    deal_id,
    cohort,
    status,
    lineage,
    ceiling,
    greatest(done_low, tranche_low) AS paid_low,
    CASE WHEN done_high IS NOT NULL THEN greatest(done_high, done_low, tranche_low) END AS paid_high,
    CASE WHEN ceiling > 0 THEN least(greatest(done_low, tranche_low)::DOUBLE / ceiling::DOUBLE, 1) END AS realised_low,
    CASE WHEN ceiling > 0 AND done_high IS NOT NULL
         THEN least(greatest(done_high, done_low, tranche_low)::DOUBLE / ceiling::DOUBLE, 1) END AS realised_high,
    CASE WHEN ceiling IS NULL THEN 'no ceiling is told'
         WHEN ceiling = 0 THEN 'amounts of zero'
         WHEN done_high IS NULL THEN 'what was paid has no ceiling' END AS reason
FROM lineage
WHERE lineage <> ''
ORDER BY ALL
