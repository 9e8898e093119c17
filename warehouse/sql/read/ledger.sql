-- name: ledger; grain: deal (as known by a moment, where one is bound); unit: plain units of currency, US dollars
-- bound: party (part of a name, or an id) or NULL, kind or NULL, status or NULL, as_of (UTC) or NULL
WITH known AS (
    SELECT deal_id, status, disputed, amount_low, amount_high, currency, usd_low, usd_high
    FROM mart.v1_deal_history
    WHERE $as_of IS NULL OR known_from <= $as_of
    QUALIFY row_number() OVER (PARTITION BY deal_id ORDER BY position DESC) = 1
),
told AS (
    SELECT deal_id, count(*) AS claim_count, count(DISTINCT source_key) AS independent_source_count
    FROM deal_claim
    WHERE $as_of IS NULL OR known_from <= $as_of
    GROUP BY deal_id
)
SELECT
    d.deal_id,
    d.date,
    d.kind,
    d.payers,
    d.payees,
    k.amount_low,
    k.amount_high,
    k.currency,
    d.qualifier,
    k.usd_low,
    k.usd_high,
    d.stake_pct,
    k.status,
    k.disputed,
    d.scope,
    d.exclusive,
    d.sure,
    t.claim_count,
    t.independent_source_count,
    d.conflict_count,
    d.known_from,
    d.quote,
    d.quote_url
FROM mart.v1_deal AS d
JOIN known AS k ON k.deal_id = d.deal_id
JOIN told AS t ON t.deal_id = d.deal_id
WHERE ($kind IS NULL OR d.kind = $kind)
    AND ($status IS NULL OR k.status = $status)
    AND (
        $party IS NULL
        OR list_contains(d.payer_ids, $party) OR list_contains(d.payee_ids, $party)
        OR list_contains(d.payer_group_ids, $party) OR list_contains(d.payee_group_ids, $party)
        OR contains(lower(array_to_string(list_concat(d.payers, d.payees), ' ')), lower($party))
    )
ORDER BY coalesce(d.date_low, d.known_from::DATE) DESC, d.usd_high DESC NULLS LAST, d.deal_id
