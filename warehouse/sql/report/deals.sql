-- name: deals of the report; grain: deal; unit: plain units of currency, US dollars
SELECT
    deal_id, kind, scope, payers, payees, payer_ids, payee_ids, payer_group_ids, payee_group_ids, amount_low, amount_high,
    currency, usd_low, usd_high, fx_note, stake_pct, term_years, term_start, term_end, status, disputed, date, date_low,
    date_high, known_from, exclusive, collateral, contingent, sure, claim_count, independent_source_count, conflict_count,
    part_of
FROM mart.v1_deal
ORDER BY coalesce(date_low, known_from::DATE) DESC, usd_high DESC NULLS LAST, deal_id
