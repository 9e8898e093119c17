-- name: exclusivity dependence (M21); grain: cut, customer group, supplier group; unit: US dollars, ratio 0 to 1
-- Share of a customer's spending that goes to a supplier while a deal makes it the only one: deals struck from its first
-- day to its last. Without a told end it lasts to the day of the newest news. That a supplier is the only one moves no
-- money, so it counts where only an unsure claim says it, with that as the reason. Bound: rumours.
-- Pitfall: exclusivity for one thing (compute) is measured on all spending; an end that nobody told lets it last too long.
-- columns: as table metric_exclusivity
INSERT INTO metric_exclusivity BY NAME
WITH span AS (
    SELECT
        k.cut,
        p.group_id AS customer_group,
        r.group_id AS supplier_group,
        bool_or(d.sure) AS sure,
        min(coalesce(try_cast(CASE length(d.term_start) WHEN 4 THEN d.term_start || '-01-01'
                     WHEN 7 THEN d.term_start || '-01' ELSE d.term_start END AS DATE), d.date_low,
                     d.known_from::DATE)) AS valid_from,
        max(coalesce(
            (try_cast(CASE length(d.term_end) WHEN 4 THEN d.term_end || '-01-01' WHEN 7 THEN d.term_end || '-01'
                ELSE d.term_end END AS DATE)
                + CASE length(d.term_end) WHEN 4 THEN INTERVAL 1 YEAR WHEN 7 THEN INTERVAL 1 MONTH
                  ELSE INTERVAL 1 DAY END - INTERVAL 1 DAY)::DATE,
            CASE WHEN d.term_years IS NOT NULL
                 THEN (coalesce(d.date_high, d.known_from::DATE) + to_days((d.term_years * 365.25)::INTEGER))::DATE END,
            DATE '9999-12-31')) AS last_day
    FROM deal AS d
    JOIN (VALUES
        ('completed', 'completed'),
        ('announced', 'completed'), ('announced', 'announced'),
        ('open', 'completed'), ('open', 'announced'), ('open', 'talks')
    ) AS k(cut, status) ON k.status = d.status
    JOIN deal_party AS p ON p.deal_id = d.deal_id AND p.side = 'payer'
    JOIN deal_party AS r ON r.deal_id = d.deal_id AND r.side = 'payee'
    WHERE d.exclusive AND d.family = 'supply' AND p.group_id <> r.group_id
        AND ($rumours OR NOT (d.status = 'talks' OR d.disputed))
    GROUP BY ALL
),
bought AS (
    SELECT
        s.cut,
        s.customer_group,
        s.supplier_group,
        f.payee_group = s.supplier_group AS own,
        f.usd_low,
        f.usd_high
    FROM span AS s
    JOIN flow AS f
        ON f.class = 'spend' AND f.payer_group = s.customer_group
        AND f.date_high >= s.valid_from AND f.date_low <= s.last_day
    JOIN metric_counted AS c ON c.cut = s.cut AND c.flow_id = f.flow_id AND c.counted
),
summed AS (
    SELECT
        cut,
        customer_group,
        supplier_group,
        coalesce(sum(usd_low) FILTER (own), 0) AS spend_low,
        CASE WHEN NOT coalesce(bool_or(usd_high IS NULL) FILTER (own), false)
             THEN coalesce(sum(usd_high) FILTER (own), 0) END AS spend_high,
        sum(usd_low) AS all_spend_low,
        CASE WHEN NOT bool_or(usd_high IS NULL) THEN sum(usd_high) END AS all_spend_high,
        coalesce(sum(usd_low) FILTER (NOT own), 0) AS rest_low,
        CASE WHEN NOT coalesce(bool_or(usd_high IS NULL) FILTER (NOT own), false)
             THEN coalesce(sum(usd_high) FILTER (NOT own), 0) END AS rest_high,
        count(*) AS deal_count
    FROM bought
    GROUP BY ALL
)
SELECT
    s.cut,
    s.customer_group,
    s.supplier_group,
    s.valid_from,
    nullif(s.last_day, DATE '9999-12-31') AS valid_to,
    coalesce(b.spend_low, 0) AS spend_low,
    b.spend_high,
    coalesce(b.all_spend_low, 0) AS all_spend_low,
    b.all_spend_high,
    CASE WHEN b.cut IS NULL OR b.all_spend_high = 0 THEN NULL
         WHEN b.rest_high = 0 THEN 1
         WHEN b.spend_low = 0 OR b.rest_high IS NULL THEN 0
         ELSE b.spend_low::DOUBLE / (b.spend_low + b.rest_high)::DOUBLE END AS dependence_low,
    CASE WHEN b.cut IS NULL OR b.all_spend_high = 0 THEN NULL
         WHEN b.spend_high = 0 THEN 0
         WHEN b.spend_high IS NULL THEN 1
         ELSE b.spend_high::DOUBLE / (b.spend_high + b.rest_low)::DOUBLE END AS dependence_high,
    coalesce(b.deal_count, 0) AS deal_count,
    CASE WHEN NOT s.sure THEN 'only an unsure claim calls it exclusive'
         WHEN b.cut IS NULL THEN 'no deal is added up in that time'
         WHEN b.all_spend_high = 0 THEN 'amounts of zero'
         WHEN s.last_day = DATE '9999-12-31' THEN 'no end is told' END AS reason
FROM span AS s
LEFT JOIN summed AS b USING (cut, customer_group, supplier_group)
ORDER BY ALL
