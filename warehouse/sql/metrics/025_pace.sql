-- name: annualised spend-back (M4); grain: cut, funder group, spender group; unit: US dollars a year, ratio a year
-- Spending over its years, divided by the capital of completed deals. A deal without a length is never taken for one
-- year: it adds nothing to the lower bound and opens the upper; where no deal has a length the ratio is NULL.
-- Pitfall: spending that starts later or grows is spread evenly; running totals of spending have no length.
-- columns: as table metric_pace
INSERT INTO metric_pace BY NAME
WITH part AS (
    SELECT
        deal_id,
        term_years,
        try_cast(CASE length(term_start) WHEN 4 THEN term_start || '-01-01' WHEN 7 THEN term_start || '-01'
                 ELSE term_start END AS DATE) AS first_day,
        try_cast(CASE length(term_end) WHEN 4 THEN term_end || '-01-01' WHEN 7 THEN term_end || '-01'
                 ELSE term_end END AS DATE)
            + CASE length(term_end) WHEN 4 THEN INTERVAL 1 YEAR WHEN 7 THEN INTERVAL 1 MONTH ELSE INTERVAL 0 DAY END
            AS end_day
    FROM deal
),
length AS (
    SELECT
        deal_id,
        CASE WHEN term_years > 0 THEN term_years::DOUBLE
             WHEN end_day > first_day THEN date_diff('day', first_day, end_day::DATE) / 365.25 END AS years
    FROM part
),
spent AS (
    SELECT
        c.cut,
        f.payee_group AS funder_group,
        f.payer_group AS spender_group,
        coalesce(sum(f.usd_low / l.years) FILTER (l.years IS NOT NULL), 0) AS annual_low,
        CASE WHEN NOT bool_or(l.years IS NULL OR f.usd_high IS NULL) THEN sum(f.usd_high / l.years) END AS annual_high,
        count(*) AS spend_deals,
        count(*) FILTER (l.years IS NULL) AS without_term
    FROM metric_counted AS c
    JOIN flow AS f ON f.flow_id = c.flow_id AND f.class = 'spend'
    JOIN length AS l ON l.deal_id = f.deal_id
    WHERE c.counted
    GROUP BY ALL
),
joined AS (
    SELECT
        r.cut,
        r.funder_group,
        r.spender_group,
        s.annual_low,
        s.annual_high,
        coalesce(d.usd_low, 0) AS paid_low,
        CASE WHEN d.cut IS NULL THEN 0 ELSE d.usd_high END AS paid_high,
        coalesce(s.spend_deals, 0) AS spend_deals,
        coalesce(s.without_term, 0) AS without_term
    FROM metric_round_trip AS r
    LEFT JOIN spent AS s USING (cut, funder_group, spender_group)
    LEFT JOIN metric_direction AS d
        ON d.cut = 'completed' AND d.class = 'capital' AND d.payer_group = r.funder_group
        AND d.payee_group = r.spender_group
    WHERE r.is_round_trip
)
SELECT
    cut,
    funder_group,
    spender_group,
    coalesce(annual_low, 0)::DECIMAL(38, 2) AS annual_low,
    annual_high::DECIMAL(38, 2) AS annual_high,
    paid_low,
    paid_high,
    CASE WHEN without_term < spend_deals AND paid_high IS DISTINCT FROM 0
         THEN CASE WHEN paid_high IS NULL THEN 0 ELSE annual_low / paid_high::DOUBLE END END AS pace_low,
    CASE WHEN without_term < spend_deals AND paid_low > 0 THEN annual_high / paid_low::DOUBLE END AS pace_high,
    spend_deals,
    without_term,
    CASE WHEN spend_deals = 0 THEN 'spending is told only as a running total'
         WHEN without_term = spend_deals THEN 'no spending deal tells its length'
         WHEN paid_high = 0 THEN 'no capital of the pair is known to be paid'
         WHEN without_term > 0 THEN without_term || ' of ' || spend_deals || ' spending deals tell no length'
         WHEN annual_high IS NULL OR paid_low = 0 THEN 'spending has no ceiling, or capital no floor' END AS reason
FROM joined
ORDER BY ALL
