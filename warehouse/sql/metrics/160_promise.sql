-- name: promise share (M16); grain: cut, payer group, and * for everybody; unit: US dollars, ratio 0 to 1
-- Capital and spending that is announced or talked of, over all of it. With P promised and C completed the share
-- P / (P + C) is lowest at lowest P and highest C. Guarantees and grants move no cash by themselves and stand apart.
-- A deal without a ceiling opens the share; bounded_share leaves such deals out, and says less than all.
-- Pitfall: completed means that an article says so; what is paid in silence is still a promise here.
-- columns: as table metric_promise
INSERT INTO metric_promise BY NAME
WITH part AS (
    SELECT
        c.cut,
        unnest([f.payer_group, '*']) AS group_id,
        CASE WHEN f.class = 'contingent' THEN 'contingent' WHEN f.status = 'completed' THEN 'paid' ELSE 'promised' END
            AS part,
        f.usd_low,
        f.usd_high,
        f.stated
    FROM metric_counted AS c
    JOIN flow AS f ON f.flow_id = c.flow_id
    WHERE c.counted AND f.class IN ('capital', 'spend', 'contingent')
),
summed AS (
    SELECT
        cut,
        group_id,
        coalesce(sum(usd_low) FILTER (part = 'paid'), 0) AS paid_low,
        CASE WHEN NOT coalesce(bool_or(usd_high IS NULL) FILTER (part = 'paid'), false)
             THEN coalesce(sum(usd_high) FILTER (part = 'paid'), 0) END AS paid_high,
        coalesce(sum(usd_low) FILTER (part = 'promised'), 0) AS promised_low,
        CASE WHEN NOT coalesce(bool_or(usd_high IS NULL) FILTER (part = 'promised'), false)
             THEN coalesce(sum(usd_high) FILTER (part = 'promised'), 0) END AS promised_high,
        coalesce(sum(usd_low) FILTER (part = 'contingent'), 0) AS contingent_low,
        CASE WHEN NOT coalesce(bool_or(usd_high IS NULL) FILTER (part = 'contingent'), false)
             THEN coalesce(sum(usd_high) FILTER (part = 'contingent'), 0) END AS contingent_high,
        coalesce(sum(usd_low) FILTER (part = 'paid' AND usd_high IS NOT NULL), 0) AS told_paid_low,
        coalesce(sum(usd_high) FILTER (part = 'paid'), 0) AS told_paid_high,
        coalesce(sum(usd_low) FILTER (part = 'promised' AND usd_high IS NOT NULL), 0) AS told_promised_low,
        coalesce(sum(usd_high) FILTER (part = 'promised'), 0) AS told_promised_high,
        count(*) FILTER (part = 'paid') AS paid_deals,
        count(*) FILTER (part = 'promised') AS promised_deals,
        count(*) FILTER (NOT stated) AS unstated_deals
    FROM part
    GROUP BY ALL
)
SELECT
    * EXCLUDE (told_paid_low, told_paid_high, told_promised_low, told_promised_high),
    CASE WHEN paid_deals + promised_deals = 0 OR (promised_high = 0 AND paid_high = 0) THEN NULL
         WHEN promised_low = 0 THEN CASE WHEN paid_high = 0 THEN 1 ELSE 0 END
         WHEN paid_high IS NULL THEN 0
         ELSE promised_low::DOUBLE / (promised_low + paid_high)::DOUBLE END AS promise_share_low,
    CASE WHEN paid_deals + promised_deals = 0 OR (promised_high = 0 AND paid_high = 0) THEN NULL
         WHEN promised_high = 0 THEN 0
         WHEN promised_high IS NULL THEN 1
         ELSE promised_high::DOUBLE / (promised_high + paid_low)::DOUBLE END AS promise_share_high,
    CASE WHEN told_promised_low + told_paid_high > 0
         THEN told_promised_low::DOUBLE / (told_promised_low + told_paid_high)::DOUBLE
         WHEN told_promised_high > 0 THEN 1 END AS bounded_share_low,
    CASE WHEN told_promised_high + told_paid_low > 0
         THEN told_promised_high::DOUBLE / (told_promised_high + told_paid_low)::DOUBLE
         WHEN told_paid_high > 0 THEN 0 END AS bounded_share_high,
    CASE WHEN paid_deals + promised_deals = 0 THEN 'no cash deals, only guarantees and grants'
         WHEN promised_high = 0 AND paid_high = 0 THEN 'amounts of zero'
         WHEN unstated_deals > 0 THEN 'deals without an amount: ' || unstated_deals END AS reason
FROM summed
ORDER BY ALL
