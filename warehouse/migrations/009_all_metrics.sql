-- name: all metrics
-- The tables of 003 hold pairs, cycles and exposure; these hold the rest. Each is made again as a whole from
-- flow, except metric_null, which is made when asked. Bounds are never a guess: what is not told opens them, and
-- reason says why one is NULL.

ALTER TABLE metric_cycle ADD COLUMN deal_cycles DOUBLE;
COMMENT ON COLUMN metric_cycle.deal_cycles IS 'Cycles of single deals along the path: parallel deals told apart.';
COMMENT ON COLUMN metric_round_trip.exclusive IS 'True where a spending deal is exclusive, be it told of by an unsure claim alone.';
COMMENT ON COLUMN mart.v1_round_trip.exclusive IS 'True where a spending deal is exclusive, be it told of by an unsure claim alone.';

CREATE TABLE metric_mark (
    flow_id VARCHAR NOT NULL,
    rumour BOOLEAN NOT NULL,
    cancelable BOOLEAN NOT NULL,
    generic BOOLEAN NOT NULL
);
COMMENT ON TABLE metric_mark IS 'One row per flow that is a rumour, can be called off, or has an end that is nobody in particular.';
COMMENT ON COLUMN metric_mark.flow_id IS 'Key.';
COMMENT ON COLUMN metric_mark.rumour IS 'True where the deal is only talked of, or a source denies it.';
COMMENT ON COLUMN metric_mark.cancelable IS 'True where it is a letter of intent, an option or the like, and not completed.';
COMMENT ON COLUMN metric_mark.generic IS 'True where payer or payee is a word for anybody (investors, lenders): such a flow closes no cycle.';

CREATE TABLE metric_generic (
    group_id VARCHAR NOT NULL
);
COMMENT ON TABLE metric_generic IS 'One row per group whose name is a word for anybody, such as investors or a group of lenders.';
COMMENT ON COLUMN metric_generic.group_id IS 'Key.';

CREATE TABLE metric_counted (
    cut VARCHAR NOT NULL,
    flow_id VARCHAR NOT NULL,
    counted BOOLEAN NOT NULL
);
COMMENT ON TABLE metric_counted IS 'One row per cut and flow of the cut.';
COMMENT ON COLUMN metric_counted.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_counted.flow_id IS 'Key, with cut.';
COMMENT ON COLUMN metric_counted.counted IS 'True where it is added up: a single deal whose money no other deal of the cut holds already.';

CREATE TABLE metric_possible (
    cut VARCHAR NOT NULL,
    funder_group VARCHAR NOT NULL,
    spender_group VARCHAR NOT NULL,
    capital_sure BOOLEAN NOT NULL,
    spend_sure BOOLEAN NOT NULL,
    exclusive BOOLEAN NOT NULL
);
COMMENT ON TABLE metric_possible IS 'One row per cut and pair that would be a round trip if what only unsure claims tell of counted.';
COMMENT ON COLUMN metric_possible.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_possible.funder_group IS 'Group that gives capital and is paid.';
COMMENT ON COLUMN metric_possible.spender_group IS 'Group that gets capital and spends with the funder.';
COMMENT ON COLUMN metric_possible.capital_sure IS 'True where a sure claim tells of the capital.';
COMMENT ON COLUMN metric_possible.spend_sure IS 'True where a sure claim tells of the spending.';
COMMENT ON COLUMN metric_possible.exclusive IS 'True where a spending deal is exclusive.';

CREATE TABLE metric_pace (
    cut VARCHAR NOT NULL,
    funder_group VARCHAR NOT NULL,
    spender_group VARCHAR NOT NULL,
    annual_low DECIMAL(38, 2) NOT NULL,
    annual_high DECIMAL(38, 2),
    paid_low DECIMAL(38, 2) NOT NULL,
    paid_high DECIMAL(38, 2),
    pace_low DOUBLE,
    pace_high DOUBLE,
    spend_deals BIGINT NOT NULL,
    without_term BIGINT NOT NULL,
    reason VARCHAR
);
COMMENT ON TABLE metric_pace IS 'One row per cut and round-trip pair: spending a year over capital that was paid.';
COMMENT ON COLUMN metric_pace.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_pace.funder_group IS 'Group that gives capital and is paid.';
COMMENT ON COLUMN metric_pace.spender_group IS 'Group that gets capital and spends with the funder.';
COMMENT ON COLUMN metric_pace.annual_low IS 'Spending pledged back for a year, lower bound, US dollars.';
COMMENT ON COLUMN metric_pace.annual_high IS 'Spending pledged back for a year, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_pace.paid_low IS 'Capital of completed deals, lower bound, US dollars.';
COMMENT ON COLUMN metric_pace.paid_high IS 'Capital of completed deals, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_pace.pace_low IS 'Spending a year over capital paid, lower bound.';
COMMENT ON COLUMN metric_pace.pace_high IS 'Spending a year over capital paid, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN metric_pace.spend_deals IS 'Spending deals.';
COMMENT ON COLUMN metric_pace.without_term IS 'Of these, deals whose length is not told; each opens the upper bound.';
COMMENT ON COLUMN metric_pace.reason IS 'Why a bound is NULL, or what to know of it.';

CREATE TABLE metric_throughput (
    cut VARCHAR NOT NULL,
    circulation_low DECIMAL(38, 2),
    circulation_high DECIMAL(38, 2),
    volume_low DECIMAL(38, 2),
    volume_high DECIMAL(38, 2),
    share_low DOUBLE,
    share_high DOUBLE,
    edge_count BIGINT NOT NULL,
    core_edge_count BIGINT NOT NULL,
    reason VARCHAR
);
COMMENT ON TABLE metric_throughput IS 'One row per cut: the most money that can go round, by maximum circulation.';
COMMENT ON COLUMN metric_throughput.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_throughput.circulation_low IS 'Payments that can all be legs of closed ways at once, lower bound, US dollars.';
COMMENT ON COLUMN metric_throughput.circulation_high IS 'Payments that can all be legs of closed ways at once, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_throughput.volume_low IS 'All capital and spending between groups, lower bound, US dollars.';
COMMENT ON COLUMN metric_throughput.volume_high IS 'All capital and spending between groups, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_throughput.share_low IS 'Circulation over volume, 0 to 1, lower bound.';
COMMENT ON COLUMN metric_throughput.share_high IS 'Circulation over volume, 0 to 1, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN metric_throughput.edge_count IS 'Directed pairs of groups.';
COMMENT ON COLUMN metric_throughput.core_edge_count IS 'Of these, inside strongly connected components.';
COMMENT ON COLUMN metric_throughput.reason IS 'Why a bound is NULL, or what to know of it.';

CREATE TABLE metric_core (
    cut VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    component_id VARCHAR NOT NULL,
    component_size INTEGER NOT NULL,
    robust BOOLEAN NOT NULL,
    robust_component_id VARCHAR,
    robust_component_size INTEGER
);
COMMENT ON TABLE metric_core IS 'One row per cut and group of the circular core: strongly connected components of all edges, and of firm edges alone.';
COMMENT ON COLUMN metric_core.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_core.group_id IS 'Key, with cut.';
COMMENT ON COLUMN metric_core.component_id IS 'Smallest group id of the component.';
COMMENT ON COLUMN metric_core.component_size IS 'Groups in it.';
COMMENT ON COLUMN metric_core.robust IS 'True where the group is still in a component without rumours and deals that can be called off.';
COMMENT ON COLUMN metric_core.robust_component_id IS 'Smallest group id of that component.';
COMMENT ON COLUMN metric_core.robust_component_size IS 'Groups in that.';

CREATE TABLE metric_concentration (
    cut VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    side VARCHAR NOT NULL,
    party_count INTEGER NOT NULL,
    largest_group VARCHAR,
    total_low DECIMAL(38, 2) NOT NULL,
    total_high DECIMAL(38, 2),
    largest_share_low DOUBLE,
    largest_share_high DOUBLE,
    hhi_low DOUBLE,
    hhi_high DOUBLE,
    unsplit_deals INTEGER NOT NULL,
    reason VARCHAR
);
COMMENT ON TABLE metric_concentration IS 'One row per cut, group and side: how much of its capital one funder gives, or of its sales one customer takes.';
COMMENT ON COLUMN metric_concentration.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_concentration.group_id IS 'Group.';
COMMENT ON COLUMN metric_concentration.side IS 'funders (capital received) or customers (spending received).';
COMMENT ON COLUMN metric_concentration.party_count IS 'Groups on that side.';
COMMENT ON COLUMN metric_concentration.largest_group IS 'The largest of them, by lower bound, then upper.';
COMMENT ON COLUMN metric_concentration.total_low IS 'All of that side, lower bound, US dollars.';
COMMENT ON COLUMN metric_concentration.total_high IS 'All of that side, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_concentration.largest_share_low IS 'Share of one group at most, 0 to 1, lower bound.';
COMMENT ON COLUMN metric_concentration.largest_share_high IS 'Share of one group at most, 0 to 1, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN metric_concentration.hhi_low IS 'Sum of squared shares times 10,000, lower bound.';
COMMENT ON COLUMN metric_concentration.hhi_high IS 'Sum of squared shares times 10,000, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN metric_concentration.unsplit_deals IS 'Deals of several payers whose shares are not told: equal shares for the lower bound, all to one for the upper.';
COMMENT ON COLUMN metric_concentration.reason IS 'Why a bound is NULL, or what to know of it.';

CREATE TABLE metric_promise (
    cut VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    paid_low DECIMAL(38, 2) NOT NULL,
    paid_high DECIMAL(38, 2),
    promised_low DECIMAL(38, 2) NOT NULL,
    promised_high DECIMAL(38, 2),
    contingent_low DECIMAL(38, 2) NOT NULL,
    contingent_high DECIMAL(38, 2),
    promise_share_low DOUBLE,
    promise_share_high DOUBLE,
    bounded_share_low DOUBLE,
    bounded_share_high DOUBLE,
    paid_deals BIGINT NOT NULL,
    promised_deals BIGINT NOT NULL,
    unstated_deals BIGINT NOT NULL,
    reason VARCHAR
);
COMMENT ON TABLE metric_promise IS 'One row per cut and payer: how much of what it pays is promised and not yet completed.';
COMMENT ON COLUMN metric_promise.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_promise.group_id IS 'Group that pays; * is everybody.';
COMMENT ON COLUMN metric_promise.paid_low IS 'Completed capital and spending, lower bound, US dollars.';
COMMENT ON COLUMN metric_promise.paid_high IS 'Completed capital and spending, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_promise.promised_low IS 'Announced or talked of, lower bound, US dollars.';
COMMENT ON COLUMN metric_promise.promised_high IS 'Announced or talked of, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_promise.contingent_low IS 'Guarantees and grants, kept apart, lower bound, US dollars.';
COMMENT ON COLUMN metric_promise.contingent_high IS 'Guarantees and grants, kept apart, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_promise.promise_share_low IS 'Promised over all, 0 to 1, lower bound.';
COMMENT ON COLUMN metric_promise.promise_share_high IS 'Promised over all, 0 to 1, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN metric_promise.bounded_share_low IS 'The same over deals with a ceiling alone, lower bound.';
COMMENT ON COLUMN metric_promise.bounded_share_high IS 'The same over deals with a ceiling alone, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN metric_promise.paid_deals IS 'Completed flows.';
COMMENT ON COLUMN metric_promise.promised_deals IS 'Flows that are not.';
COMMENT ON COLUMN metric_promise.unstated_deals IS 'Flows without an amount.';
COMMENT ON COLUMN metric_promise.reason IS 'Why a bound is NULL, or what to know of it.';

CREATE TABLE metric_realisation (
    deal_id VARCHAR NOT NULL,
    cohort INTEGER NOT NULL,
    status VARCHAR NOT NULL,
    lineage VARCHAR NOT NULL,
    ceiling DECIMAL(38, 2),
    paid_low DECIMAL(38, 2) NOT NULL,
    paid_high DECIMAL(38, 2),
    realised_low DOUBLE,
    realised_high DOUBLE,
    reason VARCHAR
);
COMMENT ON TABLE metric_realisation IS 'One row per deal with a lineage: how much of the ceiling first announced was paid.';
COMMENT ON COLUMN metric_realisation.deal_id IS 'Key: the deal that was announced first.';
COMMENT ON COLUMN metric_realisation.cohort IS 'Year of the deal, or in which it became known.';
COMMENT ON COLUMN metric_realisation.status IS 'Where the lineage stands: talks, announced, completed or cancelled.';
COMMENT ON COLUMN metric_realisation.lineage IS 'What it rests on: history, tranches, expansion.';
COMMENT ON COLUMN metric_realisation.ceiling IS 'Largest amount announced, US dollars; NULL where none is told.';
COMMENT ON COLUMN metric_realisation.paid_low IS 'Cash known to be paid at least, and at most, lower bound, US dollars.';
COMMENT ON COLUMN metric_realisation.paid_high IS 'Cash known to be paid at least, and at most, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_realisation.realised_low IS 'Paid over ceiling, 0 to 1, lower bound.';
COMMENT ON COLUMN metric_realisation.realised_high IS 'Paid over ceiling, 0 to 1, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN metric_realisation.reason IS 'Why a bound is NULL, or what to know of it.';

CREATE TABLE metric_vendor (
    cut VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    customer_count BIGINT NOT NULL,
    financed_low DECIMAL(38, 2) NOT NULL,
    financed_high DECIMAL(38, 2),
    guaranteed_low DECIMAL(38, 2) NOT NULL,
    guaranteed_high DECIMAL(38, 2),
    recycled_low DECIMAL(38, 2) NOT NULL,
    recycled_high DECIMAL(38, 2),
    guarantee_ratio_low DOUBLE,
    guarantee_ratio_high DOUBLE,
    reason VARCHAR
);
COMMENT ON TABLE metric_vendor IS 'One row per cut and group that finances its own customers.';
COMMENT ON COLUMN metric_vendor.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_vendor.group_id IS 'Group that sells.';
COMMENT ON COLUMN metric_vendor.customer_count IS 'Customers that it finances or stands in for.';
COMMENT ON COLUMN metric_vendor.financed_low IS 'Capital given to its own customers, lower bound, US dollars.';
COMMENT ON COLUMN metric_vendor.financed_high IS 'Capital given to its own customers, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_vendor.guaranteed_low IS 'Guarantees given to its own customers, lower bound, US dollars.';
COMMENT ON COLUMN metric_vendor.guaranteed_high IS 'Guarantees given to its own customers, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_vendor.recycled_low IS 'Smaller of capital and spending, summed over its pairs, lower bound, US dollars.';
COMMENT ON COLUMN metric_vendor.recycled_high IS 'Smaller of capital and spending, summed over its pairs, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_vendor.guarantee_ratio_low IS 'Guarantees over capital given to the same customers, lower bound.';
COMMENT ON COLUMN metric_vendor.guarantee_ratio_high IS 'Guarantees over capital given to the same customers, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN metric_vendor.reason IS 'Why a bound is NULL, or what to know of it.';

CREATE TABLE metric_collateral (
    cut VARCHAR NOT NULL,
    deal_id VARCHAR NOT NULL,
    borrower_group VARCHAR NOT NULL,
    vendor_group VARCHAR NOT NULL,
    loan_low DECIMAL(38, 2),
    loan_high DECIMAL(38, 2),
    collateral VARCHAR
);
COMMENT ON TABLE metric_collateral IS 'One row per cut, loan on chips and vendor: a loan secured by what a shareholder of the borrower sold.';
COMMENT ON COLUMN metric_collateral.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_collateral.deal_id IS 'Loan.';
COMMENT ON COLUMN metric_collateral.borrower_group IS 'Group that borrows.';
COMMENT ON COLUMN metric_collateral.vendor_group IS 'Group that sells chips to the borrower and gave it capital.';
COMMENT ON COLUMN metric_collateral.loan_low IS 'Amount of the loan, lower bound, US dollars.';
COMMENT ON COLUMN metric_collateral.loan_high IS 'Amount of the loan, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_collateral.collateral IS 'What secures it.';

CREATE TABLE metric_role (
    cut VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    other_group VARCHAR NOT NULL,
    roles VARCHAR[] NOT NULL,
    score_low INTEGER NOT NULL,
    score_high INTEGER NOT NULL
);
COMMENT ON TABLE metric_role IS 'One row per cut and directed pair of groups: the roles that one has towards the other.';
COMMENT ON COLUMN metric_role.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_role.group_id IS 'Group that has the roles.';
COMMENT ON COLUMN metric_role.other_group IS 'Group towards which.';
COMMENT ON COLUMN metric_role.roles IS 'Of investor, lender, supplier, customer, guarantor, holder (of granted stock).';
COMMENT ON COLUMN metric_role.score_low IS 'Roles that no source disputes.';
COMMENT ON COLUMN metric_role.score_high IS 'All roles.';

CREATE TABLE metric_exclusivity (
    cut VARCHAR NOT NULL,
    customer_group VARCHAR NOT NULL,
    supplier_group VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    spend_low DECIMAL(38, 2) NOT NULL,
    spend_high DECIMAL(38, 2),
    all_spend_low DECIMAL(38, 2) NOT NULL,
    all_spend_high DECIMAL(38, 2),
    dependence_low DOUBLE,
    dependence_high DOUBLE,
    deal_count BIGINT NOT NULL,
    reason VARCHAR
);
COMMENT ON TABLE metric_exclusivity IS 'One row per cut, customer and supplier with an exclusive deal: share of the customer''s spending while it holds.';
COMMENT ON COLUMN metric_exclusivity.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_exclusivity.customer_group IS 'Group that buys.';
COMMENT ON COLUMN metric_exclusivity.supplier_group IS 'Group that is the only supplier.';
COMMENT ON COLUMN metric_exclusivity.valid_from IS 'First day.';
COMMENT ON COLUMN metric_exclusivity.valid_to IS 'Last day; NULL where no end is told.';
COMMENT ON COLUMN metric_exclusivity.spend_low IS 'Spending with the supplier, deals struck in that time, lower bound, US dollars.';
COMMENT ON COLUMN metric_exclusivity.spend_high IS 'Spending with the supplier, deals struck in that time, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_exclusivity.all_spend_low IS 'All spending, deals struck in that time, lower bound, US dollars.';
COMMENT ON COLUMN metric_exclusivity.all_spend_high IS 'All spending, deals struck in that time, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_exclusivity.dependence_low IS 'Share, 0 to 1, lower bound.';
COMMENT ON COLUMN metric_exclusivity.dependence_high IS 'Share, 0 to 1, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN metric_exclusivity.deal_count IS 'Deals struck in that time.';
COMMENT ON COLUMN metric_exclusivity.reason IS 'Why a bound is NULL, or what to know of it.';

CREATE TABLE metric_evidence (
    deal_id VARCHAR NOT NULL,
    claim_count BIGINT NOT NULL,
    independent_sources BIGINT NOT NULL,
    publishers BIGINT NOT NULL,
    languages VARCHAR[],
    source_part DOUBLE NOT NULL,
    language_part DOUBLE NOT NULL,
    numeric_part DOUBLE,
    dispute_part DOUBLE NOT NULL,
    index_low DOUBLE NOT NULL,
    index_high DOUBLE NOT NULL,
    reason VARCHAR
);
COMMENT ON TABLE metric_evidence IS 'One row per deal: how well it is attested.';
COMMENT ON COLUMN metric_evidence.deal_id IS 'Key.';
COMMENT ON COLUMN metric_evidence.claim_count IS 'Claims that tell of it.';
COMMENT ON COLUMN metric_evidence.independent_sources IS 'Sources after copies and cited origins are collapsed.';
COMMENT ON COLUMN metric_evidence.publishers IS 'Different publishers, or origins that they cite.';
COMMENT ON COLUMN metric_evidence.languages IS 'Languages it is told in.';
COMMENT ON COLUMN metric_evidence.source_part IS 'n / (n + 1) for n independent sources, 0 to 1.';
COMMENT ON COLUMN metric_evidence.language_part IS '1 where both languages tell of it, else a half.';
COMMENT ON COLUMN metric_evidence.numeric_part IS 'Share of claims with a figure that have the deal''s; NULL without any figure.';
COMMENT ON COLUMN metric_evidence.dispute_part IS '1 where nobody denies it, else 0.';
COMMENT ON COLUMN metric_evidence.index_low IS 'Mean of the parts, what is not known counted as 0.';
COMMENT ON COLUMN metric_evidence.index_high IS 'Mean of the parts, what is not known counted as 1.';
COMMENT ON COLUMN metric_evidence.reason IS 'Why a bound is NULL, or what to know of it.';

CREATE TABLE metric_null (
    cut VARCHAR NOT NULL,
    figure VARCHAR NOT NULL,
    observed DOUBLE,
    mean DOUBLE,
    deviation DOUBLE,
    z DOUBLE,
    p DOUBLE,
    draws INTEGER NOT NULL,
    seed BIGINT NOT NULL,
    max_length INTEGER NOT NULL,
    edges_key VARCHAR NOT NULL,
    reason VARCHAR
);
COMMENT ON TABLE metric_null IS 'One row per cut and figure: the ledger against rewired ones with the same kinds and degrees; made when asked.';
COMMENT ON COLUMN metric_null.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_null.figure IS 'cycles, circulation_low or circulation_high.';
COMMENT ON COLUMN metric_null.observed IS 'The figure of the ledger.';
COMMENT ON COLUMN metric_null.mean IS 'Mean of the draws.';
COMMENT ON COLUMN metric_null.deviation IS 'Standard deviation of the draws.';
COMMENT ON COLUMN metric_null.z IS 'Observed less mean, over the deviation.';
COMMENT ON COLUMN metric_null.p IS 'Share of draws, the ledger''s own among them, that reach the observed figure.';
COMMENT ON COLUMN metric_null.draws IS 'Draws.';
COMMENT ON COLUMN metric_null.seed IS 'Seed.';
COMMENT ON COLUMN metric_null.max_length IS 'Longest cycle counted.';
COMMENT ON COLUMN metric_null.edges_key IS 'Hash of the edges that were rewired; other edges make the row stale.';
COMMENT ON COLUMN metric_null.reason IS 'Why a bound is NULL, or what to know of it.';

CREATE TABLE metric_value (
    variant VARCHAR NOT NULL,
    metric_id VARCHAR NOT NULL,
    metric VARCHAR NOT NULL,
    cut VARCHAR NOT NULL,
    subject_kind VARCHAR NOT NULL,
    subject_id VARCHAR NOT NULL,
    group_id VARCHAR,
    other_id VARCHAR,
    low DOUBLE,
    high DOUBLE,
    unit VARCHAR NOT NULL,
    reason VARCHAR
);
COMMENT ON TABLE metric_value IS 'One row per variant but the first, metric, cut and subject: kept beside the tables, which hold variant all.';
COMMENT ON COLUMN metric_value.variant IS 'firm: without rumours and deals that can be called off.';
COMMENT ON COLUMN metric_value.metric_id IS 'Number in the catalogue: M1 to M23.';
COMMENT ON COLUMN metric_value.metric IS 'Name of the figure.';
COMMENT ON COLUMN metric_value.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_value.subject_kind IS 'all, group, pair, cycle, deal or year.';
COMMENT ON COLUMN metric_value.subject_id IS 'What it is about: ids, joined with a blank.';
COMMENT ON COLUMN metric_value.group_id IS 'Group it is about; of a pair the first.';
COMMENT ON COLUMN metric_value.other_id IS 'Second group of a pair.';
COMMENT ON COLUMN metric_value.low IS 'Lower bound.';
COMMENT ON COLUMN metric_value.high IS 'Upper bound; NULL is unbounded, or not known where reason says so.';
COMMENT ON COLUMN metric_value.unit IS 'USD, ratio, count, days, index, score, x a year, or yes or no (1, 0).';
COMMENT ON COLUMN metric_value.reason IS 'Why a bound is NULL, or what to know of it.';

-- name: metric_tidy; grain: metric, cut, subject; of the variant that was measured last
CREATE VIEW metric_tidy AS
WITH pair AS (
    SELECT *, funder_group || ' ' || spender_group AS subject_id FROM metric_round_trip
)
SELECT 'M1' AS metric_id, 'round_trip' AS metric, cut, 'pair' AS subject_kind,
    funder_group || ' ' || spender_group AS subject_id, funder_group AS group_id, spender_group AS other_id,
    coalesce(p.is_round_trip, false)::INTEGER::DOUBLE AS low,
    (coalesce(p.is_round_trip, false) OR u.capital_sure IS NOT NULL)::INTEGER::DOUBLE AS high, 'yes or no' AS unit,
    CASE WHEN NOT coalesce(p.is_round_trip, false) AND u.capital_sure IS NOT NULL
         THEN 'only an unsure claim tells of '
             || CASE WHEN u.capital_sure THEN 'the spending' WHEN u.spend_sure THEN 'the capital' ELSE 'each direction' END
         END AS reason
FROM pair AS p
FULL JOIN metric_possible AS u USING (cut, funder_group, spender_group)
UNION ALL
SELECT 'M1', 'round_trip_pairs', cut.cut, 'all', '*', NULL, NULL, count(p.cut), count(p.cut), 'count', NULL
FROM metric_search AS cut
LEFT JOIN pair AS p ON p.cut = cut.cut AND p.is_round_trip
GROUP BY cut.cut
UNION ALL
SELECT 'M2', 'recycled', cut, 'pair', subject_id, funder_group, spender_group, recycled_low::DOUBLE,
    recycled_high::DOUBLE, 'USD', CASE WHEN recycled_high IS NULL THEN 'a deal of each direction has no ceiling' END
FROM pair
UNION ALL
SELECT 'M2', 'recycled_total', cut.cut, 'all', '*', NULL, NULL, coalesce(sum(p.recycled_low), 0)::DOUBLE,
    CASE WHEN NOT coalesce(bool_or(p.recycled_high IS NULL) FILTER (p.cut IS NOT NULL), false)
         THEN coalesce(sum(p.recycled_high), 0)::DOUBLE END,
    'USD', CASE WHEN bool_or(p.recycled_high IS NULL) FILTER (p.cut IS NOT NULL) THEN 'a pair has no ceiling' END
FROM metric_search AS cut
LEFT JOIN pair AS p ON p.cut = cut.cut AND p.is_round_trip
GROUP BY cut.cut
UNION ALL
SELECT 'M3', 'spend_back', cut, 'pair', subject_id, funder_group, spender_group, spend_back_low, spend_back_high,
    'ratio', CASE WHEN spend_back_low IS NULL THEN 'no capital in this cut'
                  WHEN spend_back_high IS NULL THEN 'spending has no ceiling, or capital no floor' END
FROM pair
UNION ALL
SELECT 'M4', 'annual_spend_back', cut, 'pair', funder_group || ' ' || spender_group, funder_group, spender_group,
    pace_low, pace_high, 'x a year', reason
FROM metric_pace
UNION ALL
SELECT 'M5', 'balance', cut, 'pair', subject_id, funder_group, spender_group, balance_low, balance_high, 'ratio',
    CASE WHEN balance_low IS NULL THEN 'no amounts in this cut' END
FROM pair
UNION ALL
SELECT 'M6', 'gap_days', cut, 'pair', subject_id, funder_group, spender_group, gap_days_low, gap_days_high, 'days',
    CASE WHEN gap_days_low IS NULL THEN 'one direction has no single deal in this cut' END
FROM pair
UNION ALL
SELECT 'M6', w.metric, cut, 'pair', subject_id, funder_group, spender_group,
    CASE WHEN gap_days_low IS NOT NULL THEN coalesce(w.within, false)::INTEGER END,
    CASE WHEN gap_days_low IS NOT NULL THEN coalesce(w.within, true)::INTEGER END, 'yes or no',
    CASE WHEN gap_days_low IS NULL THEN 'one direction has no single deal in this cut'
         WHEN w.within IS NULL THEN 'the dates are not exact enough' END
FROM pair, LATERAL (
    SELECT 'within_180_days' AS metric, within_180_days AS within
    UNION ALL SELECT 'within_365_days', within_365_days
) AS w
UNION ALL
SELECT 'M7', 'cycles', cut, 'all', '*', NULL, NULL, cycle_count, CASE WHEN NOT truncated THEN cycle_count END, 'count',
    CASE WHEN truncated THEN 'the search was cut short by ' || s.reason END
FROM metric_search AS s
UNION ALL
SELECT 'M7', 'deal_cycles', s.cut, 'all', '*', NULL, NULL, coalesce(sum(c.deal_cycles), 0),
    CASE WHEN NOT s.truncated THEN coalesce(sum(c.deal_cycles), 0) END, 'count',
    CASE WHEN s.truncated THEN 'the search was cut short by ' || s.reason END
FROM metric_search AS s
LEFT JOIN metric_cycle AS c USING (cut)
GROUP BY s.cut, s.truncated, s.reason
UNION ALL
SELECT 'M7', 'bottleneck', cut, 'cycle', cycle_id, NULL, NULL, bottleneck_low::DOUBLE, bottleneck_high::DOUBLE, 'USD',
    CASE WHEN bottleneck_high IS NULL THEN 'no edge has a ceiling' END
FROM metric_cycle
UNION ALL
SELECT 'M8', 'circulation', cut, 'all', '*', NULL, NULL, circulation_low::DOUBLE, circulation_high::DOUBLE, 'USD', reason
FROM metric_throughput
UNION ALL
SELECT 'M8', 'circulation_share', cut, 'all', '*', NULL, NULL, share_low, share_high, 'ratio', reason
FROM metric_throughput
UNION ALL
SELECT 'M9', 'in_core', cut, 'group', group_id, group_id, NULL, robust::INTEGER, 1, 'yes or no',
    CASE WHEN NOT robust THEN 'only through rumours or deals that can be called off' END
FROM metric_core
UNION ALL
SELECT 'M9', 'groups_in_core', s.cut, 'all', '*', NULL, NULL, count(*) FILTER (c.robust), count(c.group_id), 'count', NULL
FROM metric_search AS s
LEFT JOIN metric_core AS c USING (cut)
GROUP BY s.cut
UNION ALL
SELECT 'M10', 'circular_exposure', cut, 'group', group_id, group_id, NULL, exposure_low, exposure_high, 'ratio',
    CASE WHEN exposure_low IS NULL THEN 'no amounts are told' END
FROM metric_exposure
UNION ALL
SELECT 'M11', v.metric, cut, 'group', group_id, group_id, NULL, v.low::DOUBLE, v.high::DOUBLE, 'USD', v.reason
FROM metric_vendor, LATERAL (
    SELECT 'financed_customers' AS metric, financed_low AS low, financed_high AS high,
        CASE WHEN financed_high IS NULL THEN 'a deal has no ceiling' END AS reason
    UNION ALL
    SELECT 'guaranteed_customers', guaranteed_low, guaranteed_high,
        CASE WHEN guaranteed_high IS NULL THEN 'a guarantee has no ceiling' END
) AS v
UNION ALL
SELECT 'M11', 'vendor_financing', cut, 'group', group_id, group_id, NULL, NULL, NULL, 'ratio',
    'the ledger holds no revenue; see financed_customers for the numerator'
FROM metric_vendor
UNION ALL
SELECT 'M12', 'guarantee_ratio', cut, 'group', group_id, group_id, NULL, guarantee_ratio_low, guarantee_ratio_high, 'ratio',
    reason
FROM metric_vendor
UNION ALL
SELECT 'M13', 'self_funded_revenue', cut, 'group', group_id, group_id, NULL, NULL, NULL, 'ratio',
    'the ledger holds no revenue; the most that is recycled is M2 summed over the pairs of the group'
FROM metric_vendor
UNION ALL
SELECT 'M14', 'largest_customer', cut, 'group', group_id, group_id, largest_group, largest_share_low, largest_share_high,
    'ratio', reason
FROM metric_concentration
WHERE side = 'customers'
UNION ALL
SELECT 'M15', 'hhi_' || side, cut, 'group', group_id, group_id, NULL, hhi_low, hhi_high, 'index', reason
FROM metric_concentration
UNION ALL
SELECT 'M16', 'promise_share', cut, CASE WHEN group_id = '*' THEN 'all' ELSE 'group' END, group_id,
    nullif(group_id, '*'), NULL, promise_share_low, promise_share_high, 'ratio', reason
FROM metric_promise
UNION ALL
SELECT 'M16', 'promise_share_bounded', cut, CASE WHEN group_id = '*' THEN 'all' ELSE 'group' END, group_id,
    nullif(group_id, '*'), NULL, bounded_share_low, bounded_share_high, 'ratio',
    CASE WHEN bounded_share_low IS NULL THEN 'no deal with a ceiling' END
FROM metric_promise
UNION ALL
SELECT 'M17', 'realised', 'open', 'year', cohort::VARCHAR, NULL, NULL,
    CASE WHEN sum(ceiling) > 0 THEN (sum(paid_low) FILTER (ceiling > 0) / sum(ceiling))::DOUBLE END,
    CASE WHEN sum(ceiling) > 0 THEN (sum(least(paid_high, ceiling)) FILTER (ceiling > 0) / sum(ceiling))::DOUBLE END,
    'ratio', CASE WHEN coalesce(sum(ceiling), 0) = 0 THEN 'no ceiling is told' END
FROM metric_realisation
GROUP BY cohort
UNION ALL
SELECT 'M18', 'in_kind_share', cut, 'all', '*', NULL, NULL, NULL, NULL, 'ratio',
    'the ledger does not say which part of an investment is credits'
FROM metric_search
UNION ALL
SELECT 'M19', 'collateral_loops', s.cut, 'all', '*', NULL, NULL, count(DISTINCT c.deal_id), count(DISTINCT c.deal_id), 'count',
    NULL
FROM metric_search AS s
LEFT JOIN metric_collateral AS c USING (cut)
GROUP BY s.cut
UNION ALL
SELECT 'M19', 'collateral_loop', cut, 'deal', deal_id || ' ' || borrower_group || ' ' || vendor_group, borrower_group,
    vendor_group, loan_low::DOUBLE, loan_high::DOUBLE, 'USD',
    CASE WHEN loan_high IS NULL THEN 'the loan has no ceiling' END
FROM metric_collateral
UNION ALL
SELECT 'M20', 'roles', cut, 'pair', group_id || ' ' || other_group, group_id, other_group, score_low, score_high, 'count', NULL
FROM metric_role
UNION ALL
SELECT 'M21', 'exclusivity_dependence', cut, 'pair', customer_group || ' ' || supplier_group, customer_group,
    supplier_group, dependence_low, dependence_high, 'ratio', reason
FROM metric_exclusivity
UNION ALL
SELECT 'M22', figure || '_z', cut, 'all', '*', NULL, NULL, z, z, 'score', reason
FROM metric_null
UNION ALL
SELECT 'M22', figure || '_p', cut, 'all', '*', NULL, NULL, p, p, 'score', reason
FROM metric_null
UNION ALL
SELECT 'M23', 'evidence', 'open', 'deal', deal_id, NULL, NULL, index_low, index_high, 'ratio', reason
FROM metric_evidence;
COMMENT ON VIEW metric_tidy IS 'One row per metric, cut and subject, of the variant that was measured last.';
COMMENT ON COLUMN metric_tidy.metric_id IS 'Number in the catalogue: M1 to M23.';
COMMENT ON COLUMN metric_tidy.metric IS 'Name of the figure.';
COMMENT ON COLUMN metric_tidy.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN metric_tidy.subject_kind IS 'all, group, pair, cycle, deal or year.';
COMMENT ON COLUMN metric_tidy.subject_id IS 'What it is about: ids, joined with a blank.';
COMMENT ON COLUMN metric_tidy.group_id IS 'Group it is about; of a pair the first.';
COMMENT ON COLUMN metric_tidy.other_id IS 'Second group of a pair.';
COMMENT ON COLUMN metric_tidy.low IS 'Lower bound.';
COMMENT ON COLUMN metric_tidy.high IS 'Upper bound; NULL is unbounded, or not known where reason says so.';
COMMENT ON COLUMN metric_tidy.unit IS 'USD, ratio, count, days, index, score, x a year, or yes or no (1, 0).';
COMMENT ON COLUMN metric_tidy.reason IS 'Why a bound is NULL, or what to know of it.';

-- name: mart.v1_flow_mark; grain: flow_id
CREATE VIEW mart.v1_flow_mark AS
SELECT
    m.flow_id,
    m.rumour,
    m.cancelable,
    m.generic
FROM metric_mark AS m;
COMMENT ON VIEW mart.v1_flow_mark IS 'One row per flow that is a rumour, can be called off, or has an end that is nobody in particular.';
COMMENT ON COLUMN mart.v1_flow_mark.flow_id IS 'Key.';
COMMENT ON COLUMN mart.v1_flow_mark.rumour IS 'True where the deal is only talked of, or a source denies it.';
COMMENT ON COLUMN mart.v1_flow_mark.cancelable IS 'True where it is a letter of intent, an option or the like, and not completed.';
COMMENT ON COLUMN mart.v1_flow_mark.generic IS 'True where payer or payee is a word for anybody (investors, lenders): such a flow closes no cycle.';

-- name: mart.v1_possible_round_trip; grain: cut, funder_group, spender_group
CREATE VIEW mart.v1_possible_round_trip AS
SELECT
    m.cut,
    m.funder_group AS funder_group_id,
    m.spender_group AS spender_group_id,
    m.capital_sure,
    m.spend_sure,
    m.exclusive,
    p1.name AS funder,
    p2.name AS spender
FROM metric_possible AS m
LEFT JOIN party AS p1 ON p1.party_id = m.funder_group
LEFT JOIN party AS p2 ON p2.party_id = m.spender_group;
COMMENT ON VIEW mart.v1_possible_round_trip IS 'One row per cut and pair that would be a round trip if what only unsure claims tell of counted.';
COMMENT ON COLUMN mart.v1_possible_round_trip.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_possible_round_trip.funder_group_id IS 'Group that gives capital and is paid.';
COMMENT ON COLUMN mart.v1_possible_round_trip.spender_group_id IS 'Group that gets capital and spends with the funder.';
COMMENT ON COLUMN mart.v1_possible_round_trip.capital_sure IS 'True where a sure claim tells of the capital.';
COMMENT ON COLUMN mart.v1_possible_round_trip.spend_sure IS 'True where a sure claim tells of the spending.';
COMMENT ON COLUMN mart.v1_possible_round_trip.exclusive IS 'True where a spending deal is exclusive.';
COMMENT ON COLUMN mart.v1_possible_round_trip.funder IS 'Name of the funder.';
COMMENT ON COLUMN mart.v1_possible_round_trip.spender IS 'Name of the spender.';

-- name: mart.v1_pace; grain: cut, funder_group, spender_group
CREATE VIEW mart.v1_pace AS
SELECT
    m.cut,
    m.funder_group AS funder_group_id,
    m.spender_group AS spender_group_id,
    m.annual_low,
    m.annual_high,
    m.paid_low,
    m.paid_high,
    m.pace_low,
    m.pace_high,
    m.spend_deals,
    m.without_term,
    m.reason,
    p1.name AS funder,
    p2.name AS spender
FROM metric_pace AS m
LEFT JOIN party AS p1 ON p1.party_id = m.funder_group
LEFT JOIN party AS p2 ON p2.party_id = m.spender_group;
COMMENT ON VIEW mart.v1_pace IS 'One row per cut and round-trip pair: spending a year over capital that was paid.';
COMMENT ON COLUMN mart.v1_pace.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_pace.funder_group_id IS 'Group that gives capital and is paid.';
COMMENT ON COLUMN mart.v1_pace.spender_group_id IS 'Group that gets capital and spends with the funder.';
COMMENT ON COLUMN mart.v1_pace.annual_low IS 'Spending pledged back for a year, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_pace.annual_high IS 'Spending pledged back for a year, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_pace.paid_low IS 'Capital of completed deals, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_pace.paid_high IS 'Capital of completed deals, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_pace.pace_low IS 'Spending a year over capital paid, lower bound.';
COMMENT ON COLUMN mart.v1_pace.pace_high IS 'Spending a year over capital paid, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN mart.v1_pace.spend_deals IS 'Spending deals.';
COMMENT ON COLUMN mart.v1_pace.without_term IS 'Of these, deals whose length is not told; each opens the upper bound.';
COMMENT ON COLUMN mart.v1_pace.reason IS 'Why a bound is NULL, or what to know of it.';
COMMENT ON COLUMN mart.v1_pace.funder IS 'Name of the funder.';
COMMENT ON COLUMN mart.v1_pace.spender IS 'Name of the spender.';

-- name: mart.v1_throughput; grain: cut
CREATE VIEW mart.v1_throughput AS
SELECT
    m.cut,
    m.circulation_low,
    m.circulation_high,
    m.volume_low,
    m.volume_high,
    m.share_low,
    m.share_high,
    m.edge_count,
    m.core_edge_count,
    m.reason
FROM metric_throughput AS m;
COMMENT ON VIEW mart.v1_throughput IS 'One row per cut: the most money that can go round, by maximum circulation.';
COMMENT ON COLUMN mart.v1_throughput.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_throughput.circulation_low IS 'Payments that can all be legs of closed ways at once, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_throughput.circulation_high IS 'Payments that can all be legs of closed ways at once, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_throughput.volume_low IS 'All capital and spending between groups, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_throughput.volume_high IS 'All capital and spending between groups, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_throughput.share_low IS 'Circulation over volume, 0 to 1, lower bound.';
COMMENT ON COLUMN mart.v1_throughput.share_high IS 'Circulation over volume, 0 to 1, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN mart.v1_throughput.edge_count IS 'Directed pairs of groups.';
COMMENT ON COLUMN mart.v1_throughput.core_edge_count IS 'Of these, inside strongly connected components.';
COMMENT ON COLUMN mart.v1_throughput.reason IS 'Why a bound is NULL, or what to know of it.';

-- name: mart.v1_core; grain: cut, group_id
CREATE VIEW mart.v1_core AS
SELECT
    m.cut,
    m.group_id,
    m.component_id,
    m.component_size,
    m.robust,
    m.robust_component_id,
    m.robust_component_size,
    p1.name AS name
FROM metric_core AS m
LEFT JOIN party AS p1 ON p1.party_id = m.group_id;
COMMENT ON VIEW mart.v1_core IS 'One row per cut and group of the circular core: strongly connected components of all edges, and of firm edges alone.';
COMMENT ON COLUMN mart.v1_core.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_core.group_id IS 'Key, with cut.';
COMMENT ON COLUMN mart.v1_core.component_id IS 'Smallest group id of the component.';
COMMENT ON COLUMN mart.v1_core.component_size IS 'Groups in it.';
COMMENT ON COLUMN mart.v1_core.robust IS 'True where the group is still in a component without rumours and deals that can be called off.';
COMMENT ON COLUMN mart.v1_core.robust_component_id IS 'Smallest group id of that component.';
COMMENT ON COLUMN mart.v1_core.robust_component_size IS 'Groups in that.';
COMMENT ON COLUMN mart.v1_core.name IS 'Name of the group.';

-- name: mart.v1_concentration; grain: cut, group_id, side
CREATE VIEW mart.v1_concentration AS
SELECT
    m.cut,
    m.group_id,
    m.side,
    m.party_count,
    m.largest_group AS largest_group_id,
    m.total_low,
    m.total_high,
    m.largest_share_low,
    m.largest_share_high,
    m.hhi_low,
    m.hhi_high,
    m.unsplit_deals,
    m.reason,
    p1.name AS name,
    p2.name AS largest
FROM metric_concentration AS m
LEFT JOIN party AS p1 ON p1.party_id = m.group_id
LEFT JOIN party AS p2 ON p2.party_id = m.largest_group;
COMMENT ON VIEW mart.v1_concentration IS 'One row per cut, group and side: how much of its capital one funder gives, or of its sales one customer takes.';
COMMENT ON COLUMN mart.v1_concentration.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_concentration.group_id IS 'Group.';
COMMENT ON COLUMN mart.v1_concentration.side IS 'funders (capital received) or customers (spending received).';
COMMENT ON COLUMN mart.v1_concentration.party_count IS 'Groups on that side.';
COMMENT ON COLUMN mart.v1_concentration.largest_group_id IS 'The largest of them, by lower bound, then upper.';
COMMENT ON COLUMN mart.v1_concentration.total_low IS 'All of that side, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_concentration.total_high IS 'All of that side, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_concentration.largest_share_low IS 'Share of one group at most, 0 to 1, lower bound.';
COMMENT ON COLUMN mart.v1_concentration.largest_share_high IS 'Share of one group at most, 0 to 1, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN mart.v1_concentration.hhi_low IS 'Sum of squared shares times 10,000, lower bound.';
COMMENT ON COLUMN mart.v1_concentration.hhi_high IS 'Sum of squared shares times 10,000, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN mart.v1_concentration.unsplit_deals IS 'Deals of several payers whose shares are not told: equal shares for the lower bound, all to one for the upper.';
COMMENT ON COLUMN mart.v1_concentration.reason IS 'Why a bound is NULL, or what to know of it.';
COMMENT ON COLUMN mart.v1_concentration.name IS 'Name of the group.';
COMMENT ON COLUMN mart.v1_concentration.largest IS 'Name of the largest.';

-- name: mart.v1_promise; grain: cut, group_id
CREATE VIEW mart.v1_promise AS
SELECT
    m.cut,
    m.group_id,
    m.paid_low,
    m.paid_high,
    m.promised_low,
    m.promised_high,
    m.contingent_low,
    m.contingent_high,
    m.promise_share_low,
    m.promise_share_high,
    m.bounded_share_low,
    m.bounded_share_high,
    m.paid_deals,
    m.promised_deals,
    m.unstated_deals,
    m.reason,
    p1.name AS name
FROM metric_promise AS m
LEFT JOIN party AS p1 ON p1.party_id = m.group_id;
COMMENT ON VIEW mart.v1_promise IS 'One row per cut and payer: how much of what it pays is promised and not yet completed.';
COMMENT ON COLUMN mart.v1_promise.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_promise.group_id IS 'Group that pays; * is everybody.';
COMMENT ON COLUMN mart.v1_promise.paid_low IS 'Completed capital and spending, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_promise.paid_high IS 'Completed capital and spending, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_promise.promised_low IS 'Announced or talked of, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_promise.promised_high IS 'Announced or talked of, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_promise.contingent_low IS 'Guarantees and grants, kept apart, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_promise.contingent_high IS 'Guarantees and grants, kept apart, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_promise.promise_share_low IS 'Promised over all, 0 to 1, lower bound.';
COMMENT ON COLUMN mart.v1_promise.promise_share_high IS 'Promised over all, 0 to 1, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN mart.v1_promise.bounded_share_low IS 'The same over deals with a ceiling alone, lower bound.';
COMMENT ON COLUMN mart.v1_promise.bounded_share_high IS 'The same over deals with a ceiling alone, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN mart.v1_promise.paid_deals IS 'Completed flows.';
COMMENT ON COLUMN mart.v1_promise.promised_deals IS 'Flows that are not.';
COMMENT ON COLUMN mart.v1_promise.unstated_deals IS 'Flows without an amount.';
COMMENT ON COLUMN mart.v1_promise.reason IS 'Why a bound is NULL, or what to know of it.';
COMMENT ON COLUMN mart.v1_promise.name IS 'Name of the group.';

-- name: mart.v1_realisation; grain: deal_id
CREATE VIEW mart.v1_realisation AS
SELECT
    m.deal_id,
    m.cohort,
    m.status,
    m.lineage,
    m.ceiling,
    m.paid_low,
    m.paid_high,
    m.realised_low,
    m.realised_high,
    m.reason
FROM metric_realisation AS m;
COMMENT ON VIEW mart.v1_realisation IS 'One row per deal with a lineage: how much of the ceiling first announced was paid.';
COMMENT ON COLUMN mart.v1_realisation.deal_id IS 'Key: the deal that was announced first.';
COMMENT ON COLUMN mart.v1_realisation.cohort IS 'Year of the deal, or in which it became known.';
COMMENT ON COLUMN mart.v1_realisation.status IS 'Where the lineage stands: talks, announced, completed or cancelled.';
COMMENT ON COLUMN mart.v1_realisation.lineage IS 'What it rests on: history, tranches, expansion.';
COMMENT ON COLUMN mart.v1_realisation.ceiling IS 'Largest amount announced, US dollars; NULL where none is told.';
COMMENT ON COLUMN mart.v1_realisation.paid_low IS 'Cash known to be paid at least, and at most, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_realisation.paid_high IS 'Cash known to be paid at least, and at most, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_realisation.realised_low IS 'Paid over ceiling, 0 to 1, lower bound.';
COMMENT ON COLUMN mart.v1_realisation.realised_high IS 'Paid over ceiling, 0 to 1, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN mart.v1_realisation.reason IS 'Why a bound is NULL, or what to know of it.';

-- name: mart.v1_vendor; grain: cut, group_id
CREATE VIEW mart.v1_vendor AS
SELECT
    m.cut,
    m.group_id,
    m.customer_count,
    m.financed_low,
    m.financed_high,
    m.guaranteed_low,
    m.guaranteed_high,
    m.recycled_low,
    m.recycled_high,
    m.guarantee_ratio_low,
    m.guarantee_ratio_high,
    m.reason,
    p1.name AS name
FROM metric_vendor AS m
LEFT JOIN party AS p1 ON p1.party_id = m.group_id;
COMMENT ON VIEW mart.v1_vendor IS 'One row per cut and group that finances its own customers.';
COMMENT ON COLUMN mart.v1_vendor.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_vendor.group_id IS 'Group that sells.';
COMMENT ON COLUMN mart.v1_vendor.customer_count IS 'Customers that it finances or stands in for.';
COMMENT ON COLUMN mart.v1_vendor.financed_low IS 'Capital given to its own customers, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_vendor.financed_high IS 'Capital given to its own customers, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_vendor.guaranteed_low IS 'Guarantees given to its own customers, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_vendor.guaranteed_high IS 'Guarantees given to its own customers, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_vendor.recycled_low IS 'Smaller of capital and spending, summed over its pairs, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_vendor.recycled_high IS 'Smaller of capital and spending, summed over its pairs, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_vendor.guarantee_ratio_low IS 'Guarantees over capital given to the same customers, lower bound.';
COMMENT ON COLUMN mart.v1_vendor.guarantee_ratio_high IS 'Guarantees over capital given to the same customers, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN mart.v1_vendor.reason IS 'Why a bound is NULL, or what to know of it.';
COMMENT ON COLUMN mart.v1_vendor.name IS 'Name of the group.';

-- name: mart.v1_collateral_loop; grain: cut, deal_id, borrower_group, vendor_group
CREATE VIEW mart.v1_collateral_loop AS
SELECT
    m.cut,
    m.deal_id,
    m.borrower_group AS borrower_group_id,
    m.vendor_group AS vendor_group_id,
    m.loan_low,
    m.loan_high,
    m.collateral,
    p1.name AS borrower,
    p2.name AS vendor
FROM metric_collateral AS m
LEFT JOIN party AS p1 ON p1.party_id = m.borrower_group
LEFT JOIN party AS p2 ON p2.party_id = m.vendor_group;
COMMENT ON VIEW mart.v1_collateral_loop IS 'One row per cut, loan on chips and vendor: a loan secured by what a shareholder of the borrower sold.';
COMMENT ON COLUMN mart.v1_collateral_loop.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_collateral_loop.deal_id IS 'Loan.';
COMMENT ON COLUMN mart.v1_collateral_loop.borrower_group_id IS 'Group that borrows.';
COMMENT ON COLUMN mart.v1_collateral_loop.vendor_group_id IS 'Group that sells chips to the borrower and gave it capital.';
COMMENT ON COLUMN mart.v1_collateral_loop.loan_low IS 'Amount of the loan, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_collateral_loop.loan_high IS 'Amount of the loan, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_collateral_loop.collateral IS 'What secures it.';
COMMENT ON COLUMN mart.v1_collateral_loop.borrower IS 'Name of the borrower.';
COMMENT ON COLUMN mart.v1_collateral_loop.vendor IS 'Name of the vendor.';

-- name: mart.v1_role; grain: cut, group_id, other_group
CREATE VIEW mart.v1_role AS
SELECT
    m.cut,
    m.group_id,
    m.other_group AS other_group_id,
    m.roles,
    m.score_low,
    m.score_high,
    p1.name AS name,
    p2.name AS other
FROM metric_role AS m
LEFT JOIN party AS p1 ON p1.party_id = m.group_id
LEFT JOIN party AS p2 ON p2.party_id = m.other_group;
COMMENT ON VIEW mart.v1_role IS 'One row per cut and directed pair of groups: the roles that one has towards the other.';
COMMENT ON COLUMN mart.v1_role.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_role.group_id IS 'Group that has the roles.';
COMMENT ON COLUMN mart.v1_role.other_group_id IS 'Group towards which.';
COMMENT ON COLUMN mart.v1_role.roles IS 'Of investor, lender, supplier, customer, guarantor, holder (of granted stock).';
COMMENT ON COLUMN mart.v1_role.score_low IS 'Roles that no source disputes.';
COMMENT ON COLUMN mart.v1_role.score_high IS 'All roles.';
COMMENT ON COLUMN mart.v1_role.name IS 'Name of the group.';
COMMENT ON COLUMN mart.v1_role.other IS 'Name of the other group.';

-- name: mart.v1_exclusivity; grain: cut, customer_group, supplier_group
CREATE VIEW mart.v1_exclusivity AS
SELECT
    m.cut,
    m.customer_group AS customer_group_id,
    m.supplier_group AS supplier_group_id,
    m.valid_from,
    m.valid_to,
    m.spend_low,
    m.spend_high,
    m.all_spend_low,
    m.all_spend_high,
    m.dependence_low,
    m.dependence_high,
    m.deal_count,
    m.reason,
    p1.name AS customer,
    p2.name AS supplier
FROM metric_exclusivity AS m
LEFT JOIN party AS p1 ON p1.party_id = m.customer_group
LEFT JOIN party AS p2 ON p2.party_id = m.supplier_group;
COMMENT ON VIEW mart.v1_exclusivity IS 'One row per cut, customer and supplier with an exclusive deal: share of the customer''s spending while it holds.';
COMMENT ON COLUMN mart.v1_exclusivity.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_exclusivity.customer_group_id IS 'Group that buys.';
COMMENT ON COLUMN mart.v1_exclusivity.supplier_group_id IS 'Group that is the only supplier.';
COMMENT ON COLUMN mart.v1_exclusivity.valid_from IS 'First day.';
COMMENT ON COLUMN mart.v1_exclusivity.valid_to IS 'Last day; NULL where no end is told.';
COMMENT ON COLUMN mart.v1_exclusivity.spend_low IS 'Spending with the supplier, deals struck in that time, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_exclusivity.spend_high IS 'Spending with the supplier, deals struck in that time, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_exclusivity.all_spend_low IS 'All spending, deals struck in that time, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_exclusivity.all_spend_high IS 'All spending, deals struck in that time, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_exclusivity.dependence_low IS 'Share, 0 to 1, lower bound.';
COMMENT ON COLUMN mart.v1_exclusivity.dependence_high IS 'Share, 0 to 1, upper bound; NULL is unbounded or not known.';
COMMENT ON COLUMN mart.v1_exclusivity.deal_count IS 'Deals struck in that time.';
COMMENT ON COLUMN mart.v1_exclusivity.reason IS 'Why a bound is NULL, or what to know of it.';
COMMENT ON COLUMN mart.v1_exclusivity.customer IS 'Name of the customer.';
COMMENT ON COLUMN mart.v1_exclusivity.supplier IS 'Name of the supplier.';

-- name: mart.v1_evidence; grain: deal_id
CREATE VIEW mart.v1_evidence AS
SELECT
    m.deal_id,
    m.claim_count,
    m.independent_sources,
    m.publishers,
    m.languages,
    m.source_part,
    m.language_part,
    m.numeric_part,
    m.dispute_part,
    m.index_low,
    m.index_high,
    m.reason
FROM metric_evidence AS m;
COMMENT ON VIEW mart.v1_evidence IS 'One row per deal: how well it is attested.';
COMMENT ON COLUMN mart.v1_evidence.deal_id IS 'Key.';
COMMENT ON COLUMN mart.v1_evidence.claim_count IS 'Claims that tell of it.';
COMMENT ON COLUMN mart.v1_evidence.independent_sources IS 'Sources after copies and cited origins are collapsed.';
COMMENT ON COLUMN mart.v1_evidence.publishers IS 'Different publishers, or origins that they cite.';
COMMENT ON COLUMN mart.v1_evidence.languages IS 'Languages it is told in.';
COMMENT ON COLUMN mart.v1_evidence.source_part IS 'n / (n + 1) for n independent sources, 0 to 1.';
COMMENT ON COLUMN mart.v1_evidence.language_part IS '1 where both languages tell of it, else a half.';
COMMENT ON COLUMN mart.v1_evidence.numeric_part IS 'Share of claims with a figure that have the deal''s; NULL without any figure.';
COMMENT ON COLUMN mart.v1_evidence.dispute_part IS '1 where nobody denies it, else 0.';
COMMENT ON COLUMN mart.v1_evidence.index_low IS 'Mean of the parts, what is not known counted as 0.';
COMMENT ON COLUMN mart.v1_evidence.index_high IS 'Mean of the parts, what is not known counted as 1.';
COMMENT ON COLUMN mart.v1_evidence.reason IS 'Why a bound is NULL, or what to know of it.';

-- name: mart.v1_null_model; grain: cut, figure
CREATE VIEW mart.v1_null_model AS
SELECT
    m.cut,
    m.figure,
    m.observed,
    m.mean,
    m.deviation,
    m.z,
    m.p,
    m.draws,
    m.seed,
    m.max_length,
    m.edges_key,
    m.reason
FROM metric_null AS m;
COMMENT ON VIEW mart.v1_null_model IS 'One row per cut and figure: the ledger against rewired ones with the same kinds and degrees; made when asked.';
COMMENT ON COLUMN mart.v1_null_model.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_null_model.figure IS 'cycles, circulation_low or circulation_high.';
COMMENT ON COLUMN mart.v1_null_model.observed IS 'The figure of the ledger.';
COMMENT ON COLUMN mart.v1_null_model.mean IS 'Mean of the draws.';
COMMENT ON COLUMN mart.v1_null_model.deviation IS 'Standard deviation of the draws.';
COMMENT ON COLUMN mart.v1_null_model.z IS 'Observed less mean, over the deviation.';
COMMENT ON COLUMN mart.v1_null_model.p IS 'Share of draws, the ledger''s own among them, that reach the observed figure.';
COMMENT ON COLUMN mart.v1_null_model.draws IS 'Draws.';
COMMENT ON COLUMN mart.v1_null_model.seed IS 'Seed.';
COMMENT ON COLUMN mart.v1_null_model.max_length IS 'Longest cycle counted.';
COMMENT ON COLUMN mart.v1_null_model.edges_key IS 'Hash of the edges that were rewired; other edges make the row stale.';
COMMENT ON COLUMN mart.v1_null_model.reason IS 'Why a bound is NULL, or what to know of it.';

-- name: mart.v1_cycle_deal; grain: cut, cycle, step, flow
CREATE VIEW mart.v1_cycle_deal AS
WITH step AS (
    SELECT cut, cycle_id, path, unnest(range(1, len(path) + 1)) AS step
    FROM metric_cycle
)
SELECT
    s.cut,
    s.cycle_id,
    s.step,
    f.flow_id,
    f.deal_id,
    f.payer_group AS payer_group_id,
    f.payee_group AS payee_group_id,
    f.kind,
    f.status,
    f.usd_low,
    f.usd_high,
    f.date_low,
    f.date_high
FROM step AS s
JOIN flow AS f
    ON f.payer_group = s.path[s.step] AND f.payee_group = s.path[s.step % len(s.path) + 1]
    AND f.class IN ('capital', 'spend')
JOIN metric_counted AS c ON c.cut = s.cut AND c.flow_id = f.flow_id AND c.counted;
COMMENT ON VIEW mart.v1_cycle_deal IS 'One row per cut, cycle, step and deal along it: parallel deals told apart.';
COMMENT ON COLUMN mart.v1_cycle_deal.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_cycle_deal.cycle_id IS 'Cycle, with cut as in v1_cycle.';
COMMENT ON COLUMN mart.v1_cycle_deal.step IS 'Place in the cycle, from 1.';
COMMENT ON COLUMN mart.v1_cycle_deal.flow_id IS 'Flow of that step.';
COMMENT ON COLUMN mart.v1_cycle_deal.deal_id IS 'Deal of that flow.';
COMMENT ON COLUMN mart.v1_cycle_deal.payer_group_id IS 'Group that pays.';
COMMENT ON COLUMN mart.v1_cycle_deal.payee_group_id IS 'Group that is paid.';
COMMENT ON COLUMN mart.v1_cycle_deal.kind IS 'Kind of the deal.';
COMMENT ON COLUMN mart.v1_cycle_deal.status IS 'Status of the deal.';
COMMENT ON COLUMN mart.v1_cycle_deal.usd_low IS 'Lower bound in US dollars.';
COMMENT ON COLUMN mart.v1_cycle_deal.usd_high IS 'Upper bound in US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_cycle_deal.date_low IS 'First day the deal may have been struck.';
COMMENT ON COLUMN mart.v1_cycle_deal.date_high IS 'Last day the deal may have been struck.';

-- name: mart.v1_metric; grain: metric_id, metric, cut, variant, subject_kind, subject_id
CREATE VIEW mart.v1_metric AS
SELECT
    m.metric_id,
    m.metric,
    m.cut,
    m.variant,
    m.subject_kind,
    m.subject_id,
    m.group_id,
    m.other_id,
    g.name AS group_name,
    o.name AS other_name,
    m.low,
    m.high,
    m.unit,
    m.reason
FROM (
    SELECT 'all' AS variant, * FROM metric_tidy
    UNION ALL BY NAME
    SELECT * FROM metric_value
) AS m
LEFT JOIN party AS g ON g.party_id = m.group_id
LEFT JOIN party AS o ON o.party_id = m.other_id;
COMMENT ON VIEW mart.v1_metric IS 'One row per metric, cut, variant and subject: every figure with its bounds, its unit and, where a bound is missing, the reason.';

COMMENT ON COLUMN mart.v1_metric.metric_id IS 'Number in the catalogue: M1 to M23.';
COMMENT ON COLUMN mart.v1_metric.metric IS 'Name of the figure.';
COMMENT ON COLUMN mart.v1_metric.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_metric.variant IS 'all, or firm: without rumours and deals that can be called off.';
COMMENT ON COLUMN mart.v1_metric.subject_kind IS 'all, group, pair, cycle, deal or year.';
COMMENT ON COLUMN mart.v1_metric.subject_id IS 'What it is about: ids, joined with a blank.';
COMMENT ON COLUMN mart.v1_metric.group_id IS 'Group it is about; of a pair the first.';
COMMENT ON COLUMN mart.v1_metric.other_id IS 'Second group of a pair.';
COMMENT ON COLUMN mart.v1_metric.group_name IS 'Name of that group.';
COMMENT ON COLUMN mart.v1_metric.other_name IS 'Name of the second group.';
COMMENT ON COLUMN mart.v1_metric.low IS 'Lower bound.';
COMMENT ON COLUMN mart.v1_metric.high IS 'Upper bound; NULL is unbounded, or not known where reason says so.';
COMMENT ON COLUMN mart.v1_metric.unit IS 'USD, ratio, count, days, index, score, x a year, or yes or no (1, 0).';
COMMENT ON COLUMN mart.v1_metric.reason IS 'Why a bound is NULL, or what to know of it.';
