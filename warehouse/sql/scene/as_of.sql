-- name: deals as of a moment; grain: deal
-- A deal is what the newest row of its history says it was; claims and history of later days are gone already.
-- Qualifier follows the bounds where they differ from today's.
UPDATE deal SET
    status = past.status,
    disputed = past.disputed,
    amount_low = past.amount_low,
    amount_high = past.amount_high,
    currency = past.currency,
    qualifier = past.qualifier,
    usd_low = past.usd_low,
    usd_high = past.usd_high,
    fx_note = past.fx_note,
    last_heard = past.last_heard,
    sure = past.sure,
    exclusive = past.exclusive,
    claim_count = past.claim_count,
    independent_source_count = past.sources
FROM (
    SELECT
        d.deal_id,
        h.status,
        h.disputed,
        h.amount_low,
        h.amount_high,
        h.currency,
        h.usd_low,
        h.usd_high,
        CASE WHEN h.currency IS NULL THEN NULL
             WHEN h.amount_low IS NOT DISTINCT FROM d.amount_low AND h.amount_high IS NOT DISTINCT FROM d.amount_high
             THEN d.qualifier
             WHEN h.amount_low IS NULL THEN 'up_to'
             WHEN h.amount_high IS NULL THEN 'at_least'
             WHEN h.amount_low = h.amount_high THEN 'exact'
             ELSE 'range' END AS qualifier,
        CASE WHEN h.currency IS NOT NULL AND h.usd_low IS NULL AND h.usd_high IS NULL
             THEN coalesce(d.fx_note, 'no rate of that day') END AS fx_note,
        least(d.last_heard, c.last_heard) AS last_heard,
        d.sure AND c.sure AS sure,
        d.exclusive AND c.exclusive AS exclusive,
        c.claim_count,
        c.sources
    FROM deal AS d
    JOIN (
        SELECT * FROM deal_status QUALIFY row_number() OVER (PARTITION BY deal_id ORDER BY position DESC) = 1
    ) AS h ON h.deal_id = d.deal_id
    JOIN (
        SELECT
            k.deal_id,
            max(k.known_from) AS last_heard,
            bool_or(k.role <> 'unsure') AS sure,
            coalesce(bool_or(s.exclusive), false) AS exclusive,
            count(*) AS claim_count,
            count(DISTINCT k.source_key) AS sources
        FROM deal_claim AS k
        LEFT JOIN claim AS s ON s.claim_id = k.claim_id
        GROUP BY k.deal_id
    ) AS c ON c.deal_id = d.deal_id
) AS past
WHERE past.deal_id = deal.deal_id
