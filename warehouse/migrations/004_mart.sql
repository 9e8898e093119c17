-- name: mart
-- The contract with other programs: versioned views. A view never loses or changes a column; what must
-- change comes as a new version beside it. Amounts in plain units; US dollars at the deal's date; times UTC.

CREATE SCHEMA mart;

-- name: mart.v1_deal; grain: deal
CREATE VIEW mart.v1_deal AS
WITH side AS (
    SELECT
        dp.deal_id,
        list(p.name ORDER BY dp.position) FILTER (dp.side = 'payer') AS payers,
        list(p.name ORDER BY dp.position) FILTER (dp.side = 'payee') AS payees,
        list(dp.party_id ORDER BY dp.position) FILTER (dp.side = 'payer') AS payer_ids,
        list(dp.party_id ORDER BY dp.position) FILTER (dp.side = 'payee') AS payee_ids,
        list(dp.group_id ORDER BY dp.position) FILTER (dp.side = 'payer') AS payer_group_ids,
        list(dp.group_id ORDER BY dp.position) FILTER (dp.side = 'payee') AS payee_group_ids
    FROM deal_party AS dp
    JOIN party AS p ON p.party_id = dp.party_id
    GROUP BY dp.deal_id
),
link AS (
    SELECT
        deal_id,
        list(other_id ORDER BY other_id) FILTER (relation IN ('part_of', 'tranche_of')) AS part_of,
        min(other_id) FILTER (relation = 'supersedes') AS supersedes
    FROM deal_link
    GROUP BY deal_id
)
SELECT
    d.deal_id,
    d.kind,
    d.family,
    d.scope,
    s.payers,
    s.payees,
    s.payer_ids,
    s.payee_ids,
    s.payer_group_ids,
    s.payee_group_ids,
    d.amount_low,
    d.amount_high,
    d.currency,
    d.qualifier,
    d.usd_low,
    d.usd_high,
    d.fx_date,
    d.fx_rate,
    d.fx_note,
    d.stake_pct,
    d.term_years,
    d.term_start,
    d.term_end,
    d.status,
    d.disputed,
    d.date_text AS date,
    d.date_low,
    d.date_high,
    d.known_from,
    d.last_heard,
    d.exclusive,
    d.collateral,
    d.contingent,
    d.sure,
    d.confidence,
    d.claim_count,
    d.independent_source_count,
    d.conflict_count,
    l.part_of,
    l.supersedes,
    left(c.quote, 300) AS quote,
    a.url AS quote_url
FROM deal AS d
LEFT JOIN side AS s ON s.deal_id = d.deal_id
LEFT JOIN link AS l ON l.deal_id = d.deal_id
LEFT JOIN claim AS c ON c.claim_id = d.anchor_claim_id
LEFT JOIN article AS a ON a.article_id = c.article_id;
COMMENT ON VIEW mart.v1_deal IS 'One row per deal: what all its claims agree on.';
COMMENT ON COLUMN mart.v1_deal.deal_id IS 'Key: hash of family and earliest claim.';
COMMENT ON COLUMN mart.v1_deal.kind IS 'equity, debt, financing, acquisition, commitment, purchase, guarantee, revenue_share or equity_grant.';
COMMENT ON COLUMN mart.v1_deal.family IS 'funding, supply, acquisition, guarantee, revenue_share or equity_grant.';
COMMENT ON COLUMN mart.v1_deal.scope IS 'single, cumulative (a running total) or aggregate (one sum over several parties); only single deals may be added up.';
COMMENT ON COLUMN mart.v1_deal.payers IS 'Names of those who pay, lead first; NULL where unknown.';
COMMENT ON COLUMN mart.v1_deal.payees IS 'Names of those who are paid; NULL where unknown.';
COMMENT ON COLUMN mart.v1_deal.payer_ids IS 'Party ids of payers.';
COMMENT ON COLUMN mart.v1_deal.payee_ids IS 'Party ids of payees.';
COMMENT ON COLUMN mart.v1_deal.payer_group_ids IS 'Ultimate parents of payers at the deal''s date.';
COMMENT ON COLUMN mart.v1_deal.payee_group_ids IS 'Ultimate parents of payees at the deal''s date.';
COMMENT ON COLUMN mart.v1_deal.amount_low IS 'Lower bound in plain units of currency; NULL is open or not stated.';
COMMENT ON COLUMN mart.v1_deal.amount_high IS 'Upper bound in plain units of currency; NULL is open or not stated.';
COMMENT ON COLUMN mart.v1_deal.currency IS 'ISO 4217; NULL where no amount is stated.';
COMMENT ON COLUMN mart.v1_deal.qualifier IS 'exact, about, up_to, at_least or range.';
COMMENT ON COLUMN mart.v1_deal.usd_low IS 'Lower bound in US dollars at fx_date.';
COMMENT ON COLUMN mart.v1_deal.usd_high IS 'Upper bound in US dollars at fx_date.';
COMMENT ON COLUMN mart.v1_deal.fx_date IS 'Day of the reference rate; NULL for US dollars.';
COMMENT ON COLUMN mart.v1_deal.fx_rate IS 'US dollars for one unit of currency.';
COMMENT ON COLUMN mart.v1_deal.fx_note IS 'Why there is no amount in US dollars.';
COMMENT ON COLUMN mart.v1_deal.stake_pct IS 'Per cent of the payee.';
COMMENT ON COLUMN mart.v1_deal.term_years IS 'Length in years.';
COMMENT ON COLUMN mart.v1_deal.term_start IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN mart.v1_deal.term_end IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN mart.v1_deal.status IS 'talks, announced, completed or cancelled.';
COMMENT ON COLUMN mart.v1_deal.disputed IS 'True where one source denies what another says.';
COMMENT ON COLUMN mart.v1_deal.date IS 'When it was announced or took place: YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN mart.v1_deal.date_low IS 'First day that date covers.';
COMMENT ON COLUMN mart.v1_deal.date_high IS 'Last day that date covers.';
COMMENT ON COLUMN mart.v1_deal.known_from IS 'When the first article told of it, UTC.';
COMMENT ON COLUMN mart.v1_deal.last_heard IS 'When the newest article told of it, UTC.';
COMMENT ON COLUMN mart.v1_deal.exclusive IS 'True where a source says sole or exclusive.';
COMMENT ON COLUMN mart.v1_deal.collateral IS 'What secures a loan.';
COMMENT ON COLUMN mart.v1_deal.contingent IS 'True for guarantees and grants: no cash moves by itself.';
COMMENT ON COLUMN mart.v1_deal.sure IS 'False where only unsure or low-confidence claims tell of it.';
COMMENT ON COLUMN mart.v1_deal.confidence IS 'Highest confidence of its claims, 0 to 1.';
COMMENT ON COLUMN mart.v1_deal.claim_count IS 'Claims that tell of it.';
COMMENT ON COLUMN mart.v1_deal.independent_source_count IS 'Sources after copies, cited origins and publishers are collapsed.';
COMMENT ON COLUMN mart.v1_deal.conflict_count IS 'Fields on which its claims disagree.';
COMMENT ON COLUMN mart.v1_deal.part_of IS 'Deals whose amount holds this one; never add it to them.';
COMMENT ON COLUMN mart.v1_deal.supersedes IS 'Deal whose place this one takes.';
COMMENT ON COLUMN mart.v1_deal.quote IS 'Words of the earliest article that state it, at most 300 characters.';
COMMENT ON COLUMN mart.v1_deal.quote_url IS 'Address of that article.';

-- name: mart.v1_deal_history; grain: deal and moment
CREATE VIEW mart.v1_deal_history AS
SELECT
    deal_id, position, known_from, status, disputed, event_date, amount_low, amount_high, currency, usd_low, usd_high,
    claim_id
FROM deal_status;
COMMENT ON VIEW mart.v1_deal_history IS 'One row per change in what was known of a deal; the newest row not after a day is the deal as of that day.';
COMMENT ON COLUMN mart.v1_deal_history.deal_id IS 'Key, with position.';
COMMENT ON COLUMN mart.v1_deal_history.position IS 'From 0, oldest first.';
COMMENT ON COLUMN mart.v1_deal_history.known_from IS 'When it became known, UTC.';
COMMENT ON COLUMN mart.v1_deal_history.status IS 'talks, announced, completed or cancelled.';
COMMENT ON COLUMN mart.v1_deal_history.disputed IS 'True where one source denied what another said.';
COMMENT ON COLUMN mart.v1_deal_history.event_date IS 'Date the claim gives.';
COMMENT ON COLUMN mart.v1_deal_history.amount_low IS 'Lower bound as known then.';
COMMENT ON COLUMN mart.v1_deal_history.amount_high IS 'Upper bound as known then.';
COMMENT ON COLUMN mart.v1_deal_history.currency IS 'ISO 4217.';
COMMENT ON COLUMN mart.v1_deal_history.usd_low IS 'Lower bound in US dollars as known then.';
COMMENT ON COLUMN mart.v1_deal_history.usd_high IS 'Upper bound in US dollars as known then.';
COMMENT ON COLUMN mart.v1_deal_history.claim_id IS 'Claim that brought the change.';

-- name: mart.v1_conflict; grain: deal, field, value
CREATE VIEW mart.v1_conflict AS
SELECT deal_id, field, value, claim_count, source_count, majority FROM deal_conflict;
COMMENT ON VIEW mart.v1_conflict IS 'One row per value of a field on which the claims of a deal disagree.';
COMMENT ON COLUMN mart.v1_conflict.deal_id IS 'Key, with field and value.';
COMMENT ON COLUMN mart.v1_conflict.field IS 'amount, unit, direction, kind, status or stake.';
COMMENT ON COLUMN mart.v1_conflict.value IS 'What some claims say.';
COMMENT ON COLUMN mart.v1_conflict.claim_count IS 'Claims that say it.';
COMMENT ON COLUMN mart.v1_conflict.source_count IS 'Independent sources that say it.';
COMMENT ON COLUMN mart.v1_conflict.majority IS 'True for the value that the deal took.';

-- name: mart.v1_claim; grain: current claim
CREATE VIEW mart.v1_claim AS
WITH side AS (
    SELECT
        claim_id,
        list(names[1] ORDER BY position) FILTER (side = 'payer') AS payers,
        list(names[1] ORDER BY position) FILTER (side = 'payee') AS payees
    FROM claim_party
    GROUP BY claim_id
)
SELECT
    c.claim_id,
    dc.deal_id,
    dc.role,
    c.article_id,
    c.kind,
    s.payers,
    s.payees,
    c.amount_low,
    c.amount_high,
    c.currency,
    c.qualifier,
    c.stake_pct,
    c.term_years,
    c.term_start,
    c.term_end,
    c.status,
    c.date_text AS date,
    c.scope,
    c.exclusive,
    c.collateral,
    left(c.quote, 300) AS quote,
    c.quote_start,
    c.quote_end,
    c.confidence,
    c.sure,
    c.extractor,
    a.url,
    a.publisher,
    a.cited_origin,
    a.published
FROM current_claim AS c
LEFT JOIN side AS s ON s.claim_id = c.claim_id
LEFT JOIN deal_claim AS dc ON dc.claim_id = c.claim_id
LEFT JOIN article AS a ON a.article_id = c.article_id;
COMMENT ON VIEW mart.v1_claim IS 'One row per statement of one deal by one article, by its newest extraction.';
COMMENT ON COLUMN mart.v1_claim.claim_id IS 'Key: content hash.';
COMMENT ON COLUMN mart.v1_claim.deal_id IS 'Deal it tells of; NULL before the next merge.';
COMMENT ON COLUMN mart.v1_claim.role IS 'support, minority, unit_error, swapped or unsure.';
COMMENT ON COLUMN mart.v1_claim.article_id IS 'Article that states it.';
COMMENT ON COLUMN mart.v1_claim.kind IS 'Kind of deal.';
COMMENT ON COLUMN mart.v1_claim.payers IS 'Payers as written; NULL where unknown.';
COMMENT ON COLUMN mart.v1_claim.payees IS 'Payees as written; NULL where unknown.';
COMMENT ON COLUMN mart.v1_claim.amount_low IS 'Lower bound in plain units of currency.';
COMMENT ON COLUMN mart.v1_claim.amount_high IS 'Upper bound in plain units of currency.';
COMMENT ON COLUMN mart.v1_claim.currency IS 'ISO 4217.';
COMMENT ON COLUMN mart.v1_claim.qualifier IS 'exact, about, up_to, at_least or range.';
COMMENT ON COLUMN mart.v1_claim.stake_pct IS 'Per cent of the payee.';
COMMENT ON COLUMN mart.v1_claim.term_years IS 'Length in years.';
COMMENT ON COLUMN mart.v1_claim.term_start IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN mart.v1_claim.term_end IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN mart.v1_claim.status IS 'talks, announced, completed or cancelled.';
COMMENT ON COLUMN mart.v1_claim.date IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN mart.v1_claim.scope IS 'single, cumulative or aggregate.';
COMMENT ON COLUMN mart.v1_claim.exclusive IS 'True for sole or exclusive arrangements.';
COMMENT ON COLUMN mart.v1_claim.collateral IS 'What secures a loan.';
COMMENT ON COLUMN mart.v1_claim.quote IS 'Words that state the deal, at most 300 characters.';
COMMENT ON COLUMN mart.v1_claim.quote_start IS 'First code point of the quote in the article''s text.';
COMMENT ON COLUMN mart.v1_claim.quote_end IS 'One past the last code point.';
COMMENT ON COLUMN mart.v1_claim.confidence IS 'Probability the extractor gives it, 0 to 1.';
COMMENT ON COLUMN mart.v1_claim.sure IS 'False for relations without event, amount or stake.';
COMMENT ON COLUMN mart.v1_claim.extractor IS 'Version of the extractor.';
COMMENT ON COLUMN mart.v1_claim.url IS 'Address of the article.';
COMMENT ON COLUMN mart.v1_claim.publisher IS 'Who published it.';
COMMENT ON COLUMN mart.v1_claim.cited_origin IS 'Who is cited as having it first.';
COMMENT ON COLUMN mart.v1_claim.published IS 'Publication time, UTC.';

-- name: mart.v1_flow; grain: deal, payer, payee
CREATE VIEW mart.v1_flow AS
WITH covered AS (
    SELECT DISTINCT c.flow_id
    FROM (SELECT flow_id, unnest(covered_by) AS deal_id FROM flow) AS c
    JOIN deal AS d ON d.deal_id = c.deal_id
    WHERE d.status <> 'cancelled' AND d.sure
)
SELECT
    f.flow_id,
    f.deal_id,
    f.payer_group AS payer_group_id,
    f.payee_group AS payee_group_id,
    pg.name AS payer_group,
    eg.name AS payee_group,
    pp.name AS payer,
    ep.name AS payee,
    f.kind,
    f.class,
    f.scope,
    f.status,
    f.disputed,
    f.contingent,
    f.usd_low,
    f.usd_high,
    f.stated,
    f.unsplit,
    f.summed AND f.status <> 'cancelled' AND c.flow_id IS NULL AS counted,
    f.date_low,
    f.date_high,
    f.known_from
FROM flow AS f
LEFT JOIN covered AS c ON c.flow_id = f.flow_id
LEFT JOIN party AS pg ON pg.party_id = f.payer_group
LEFT JOIN party AS eg ON eg.party_id = f.payee_group
LEFT JOIN party AS pp ON pp.party_id = f.payer_id
LEFT JOIN party AS ep ON ep.party_id = f.payee_id;
COMMENT ON VIEW mart.v1_flow IS 'One row per deal, payer and payee: a directed edge between two groups.';
COMMENT ON COLUMN mart.v1_flow.flow_id IS 'Key: hash of deal, payer and payee.';
COMMENT ON COLUMN mart.v1_flow.deal_id IS 'Deal it comes from.';
COMMENT ON COLUMN mart.v1_flow.payer_group_id IS 'Group that pays, at the deal''s date.';
COMMENT ON COLUMN mart.v1_flow.payee_group_id IS 'Group that is paid, at the deal''s date.';
COMMENT ON COLUMN mart.v1_flow.payer_group IS 'Name of the group that pays.';
COMMENT ON COLUMN mart.v1_flow.payee_group IS 'Name of the group that is paid.';
COMMENT ON COLUMN mart.v1_flow.payer IS 'Named entity that pays.';
COMMENT ON COLUMN mart.v1_flow.payee IS 'Named entity that is paid.';
COMMENT ON COLUMN mart.v1_flow.kind IS 'Kind of the deal.';
COMMENT ON COLUMN mart.v1_flow.class IS 'capital, spend, contingent or acquisition.';
COMMENT ON COLUMN mart.v1_flow.scope IS 'single, cumulative or aggregate.';
COMMENT ON COLUMN mart.v1_flow.status IS 'talks, announced, completed or cancelled.';
COMMENT ON COLUMN mart.v1_flow.disputed IS 'True where one source denies what another says.';
COMMENT ON COLUMN mart.v1_flow.contingent IS 'True where no cash moves by itself.';
COMMENT ON COLUMN mart.v1_flow.usd_low IS 'Lower bound in US dollars; 0 where open or where no share is told.';
COMMENT ON COLUMN mart.v1_flow.usd_high IS 'Upper bound in US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_flow.stated IS 'True where an amount in US dollars is known.';
COMMENT ON COLUMN mart.v1_flow.unsplit IS 'True where several parties share the amount and no shares are told.';
COMMENT ON COLUMN mart.v1_flow.counted IS 'True where it enters the sums over everything not cancelled.';
COMMENT ON COLUMN mart.v1_flow.date_low IS 'First day the deal may have been struck.';
COMMENT ON COLUMN mart.v1_flow.date_high IS 'Last day the deal may have been struck.';
COMMENT ON COLUMN mart.v1_flow.known_from IS 'When it became known, UTC.';

-- name: mart.v1_party; grain: party
CREATE VIEW mart.v1_party AS
SELECT
    p.party_id,
    p.name,
    p.group_id,
    g.name AS group_name,
    p.reviewed,
    p.claim_count,
    n.names
FROM party AS p
LEFT JOIN party AS g ON g.party_id = p.group_id
LEFT JOIN (SELECT party_id, list(name ORDER BY claim_count DESC, name) AS names FROM party_name GROUP BY party_id) AS n
    ON n.party_id = p.party_id;
COMMENT ON VIEW mart.v1_party IS 'One row per party that a claim names, and per group.';
COMMENT ON COLUMN mart.v1_party.party_id IS 'Key: id in the alias table, or new- and a hash of the name.';
COMMENT ON COLUMN mart.v1_party.name IS 'Name for readers.';
COMMENT ON COLUMN mart.v1_party.group_id IS 'Ultimate parent today.';
COMMENT ON COLUMN mart.v1_party.group_name IS 'Its name.';
COMMENT ON COLUMN mart.v1_party.reviewed IS 'False for a name nobody has looked at.';
COMMENT ON COLUMN mart.v1_party.claim_count IS 'Claims that name it.';
COMMENT ON COLUMN mart.v1_party.names IS 'Names articles used, commonest first.';

-- name: mart.v1_article; grain: version of an article
CREATE VIEW mart.v1_article AS
SELECT
    a.article_id,
    a.page_id,
    a.source,
    a.url,
    a.title,
    a.language,
    a.script,
    a.published,
    a.published_precision,
    a.publisher,
    a.cited_origin,
    s.story_id,
    p.fetched_at,
    length(a.text) AS characters,
    coalesce(c.claim_count, 0) AS claim_count
FROM article AS a
LEFT JOIN page AS p ON p.page_id = a.page_id
LEFT JOIN story AS s ON s.article_id = a.article_id
LEFT JOIN (SELECT article_id, count(*) AS claim_count FROM current_claim GROUP BY article_id) AS c
    ON c.article_id = a.article_id;
COMMENT ON VIEW mart.v1_article IS 'One row per version of an article, without its text.';
COMMENT ON COLUMN mart.v1_article.article_id IS 'Key: hash of address and text.';
COMMENT ON COLUMN mart.v1_article.page_id IS 'SHA-256 of the page it was read from.';
COMMENT ON COLUMN mart.v1_article.source IS 'Source that listed it.';
COMMENT ON COLUMN mart.v1_article.url IS 'Address.';
COMMENT ON COLUMN mart.v1_article.title IS 'Headline.';
COMMENT ON COLUMN mart.v1_article.language IS 'zh or en.';
COMMENT ON COLUMN mart.v1_article.script IS 'Script of Chinese text.';
COMMENT ON COLUMN mart.v1_article.published IS 'Publication time, UTC.';
COMMENT ON COLUMN mart.v1_article.published_precision IS 'second, day, month or NULL.';
COMMENT ON COLUMN mart.v1_article.publisher IS 'Who published it.';
COMMENT ON COLUMN mart.v1_article.cited_origin IS 'Who is cited as having it first.';
COMMENT ON COLUMN mart.v1_article.story_id IS 'Equal for copies of one text.';
COMMENT ON COLUMN mart.v1_article.fetched_at IS 'When its page was first fetched, UTC.';
COMMENT ON COLUMN mart.v1_article.characters IS 'Length of its text in code points.';
COMMENT ON COLUMN mart.v1_article.claim_count IS 'Claims of its newest extraction.';

-- name: mart.v1_round_trip; grain: cut, funder group, spender group
CREATE VIEW mart.v1_round_trip AS
SELECT
    r.cut,
    r.funder_group AS funder_group_id,
    r.spender_group AS spender_group_id,
    f.name AS funder,
    s.name AS spender,
    r.is_round_trip,
    r.capital_low,
    r.capital_high,
    r.spend_low,
    r.spend_high,
    r.recycled_low,
    r.recycled_high,
    r.spend_back_low,
    r.spend_back_high,
    r.balance_low,
    r.balance_high,
    r.capital_deals,
    r.spend_deals,
    r.capital_unstated,
    r.spend_unstated,
    r.gap_days_low,
    r.gap_days_high,
    r.spend_first,
    r.within_180_days,
    r.within_365_days,
    r.exclusive,
    r.disputed
FROM metric_round_trip AS r
LEFT JOIN party AS f ON f.party_id = r.funder_group
LEFT JOIN party AS s ON s.party_id = r.spender_group;
COMMENT ON VIEW mart.v1_round_trip IS 'One row per cut and pair of groups where one funds the other and is paid by it. A round trip is a measure, not a judgement.';
COMMENT ON COLUMN mart.v1_round_trip.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_round_trip.funder_group_id IS 'Group that gives capital and is paid.';
COMMENT ON COLUMN mart.v1_round_trip.spender_group_id IS 'Group that gets capital and spends with the funder.';
COMMENT ON COLUMN mart.v1_round_trip.funder IS 'Name of the funder.';
COMMENT ON COLUMN mart.v1_round_trip.spender IS 'Name of the spender.';
COMMENT ON COLUMN mart.v1_round_trip.is_round_trip IS 'True where both sides have deals in this cut; a pair has a row in every cut.';
COMMENT ON COLUMN mart.v1_round_trip.capital_low IS 'Capital, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_round_trip.capital_high IS 'Capital, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_round_trip.spend_low IS 'Spending pledged back, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_round_trip.spend_high IS 'Spending pledged back, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_round_trip.recycled_low IS 'Least that can be the same dollars.';
COMMENT ON COLUMN mart.v1_round_trip.recycled_high IS 'Most that can be the same dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_round_trip.spend_back_low IS 'Spending over capital, lower bound.';
COMMENT ON COLUMN mart.v1_round_trip.spend_back_high IS 'Spending over capital, upper bound; NULL is unbounded or not stated.';
COMMENT ON COLUMN mart.v1_round_trip.balance_low IS 'Smaller direction over larger, lower bound, 0 to 1.';
COMMENT ON COLUMN mart.v1_round_trip.balance_high IS 'Smaller direction over larger, upper bound, 0 to 1.';
COMMENT ON COLUMN mart.v1_round_trip.capital_deals IS 'Capital deals.';
COMMENT ON COLUMN mart.v1_round_trip.spend_deals IS 'Spending deals.';
COMMENT ON COLUMN mart.v1_round_trip.capital_unstated IS 'Capital deals without an amount in US dollars; each opens the upper bound.';
COMMENT ON COLUMN mart.v1_round_trip.spend_unstated IS 'Spending deals without an amount in US dollars; each opens the upper bound.';
COMMENT ON COLUMN mart.v1_round_trip.gap_days_low IS 'Fewest days between the nearest capital and spending deals.';
COMMENT ON COLUMN mart.v1_round_trip.gap_days_high IS 'Most days between these two.';
COMMENT ON COLUMN mart.v1_round_trip.spend_first IS 'True where the spending deal surely came first; NULL where dates overlap.';
COMMENT ON COLUMN mart.v1_round_trip.within_180_days IS 'True where surely within 180 days, false where surely not, else NULL.';
COMMENT ON COLUMN mart.v1_round_trip.within_365_days IS 'True where surely within 365 days, false where surely not, else NULL.';
COMMENT ON COLUMN mart.v1_round_trip.exclusive IS 'True where a spending deal is exclusive.';
COMMENT ON COLUMN mart.v1_round_trip.disputed IS 'True where a deal of the pair is disputed.';

-- name: mart.v1_cycle; grain: cut, cycle
CREATE VIEW mart.v1_cycle AS
WITH named AS (
    SELECT m.cut, m.cycle_id, list(coalesce(p.name, step.group_id) ORDER BY step.place) AS names
    FROM metric_cycle AS m,
        LATERAL (SELECT unnest(m.path) AS group_id, unnest(range(1, len(m.path) + 1)) AS place) AS step
    LEFT JOIN party AS p ON p.party_id = step.group_id
    GROUP BY m.cut, m.cycle_id
)
SELECT
    m.cut,
    m.cycle_id,
    m.length,
    m.path AS group_ids,
    n.names,
    m.bottleneck_low,
    m.bottleneck_high,
    m.has_capital,
    m.has_spend,
    m.unstated_edges,
    s.truncated
FROM metric_cycle AS m
JOIN named AS n USING (cut, cycle_id)
JOIN metric_search AS s USING (cut);
COMMENT ON VIEW mart.v1_cycle IS 'One row per cut and simple cycle of two to five groups.';
COMMENT ON COLUMN mart.v1_cycle.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_cycle.cycle_id IS 'Key, with cut.';
COMMENT ON COLUMN mart.v1_cycle.length IS 'Groups in the cycle.';
COMMENT ON COLUMN mart.v1_cycle.group_ids IS 'Groups in the order money goes; the last pays the first.';
COMMENT ON COLUMN mart.v1_cycle.names IS 'Their names, in the same order.';
COMMENT ON COLUMN mart.v1_cycle.bottleneck_low IS 'Smallest lower bound of its edges, US dollars.';
COMMENT ON COLUMN mart.v1_cycle.bottleneck_high IS 'Smallest upper bound of its edges, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_cycle.has_capital IS 'True where an edge carries capital.';
COMMENT ON COLUMN mart.v1_cycle.has_spend IS 'True where an edge carries spending.';
COMMENT ON COLUMN mart.v1_cycle.unstated_edges IS 'Edges without any amount.';
COMMENT ON COLUMN mart.v1_cycle.truncated IS 'True where the search of this cut ended early, so there may be more.';

-- name: mart.v1_exposure; grain: cut, group
CREATE VIEW mart.v1_exposure AS
SELECT
    e.cut,
    e.group_id,
    p.name,
    e.total_low,
    e.total_high,
    e.circular_low,
    e.circular_high,
    e.exposure_low,
    e.exposure_high,
    e.edge_count,
    e.circular_edge_count,
    e.in_component
FROM metric_exposure AS e
LEFT JOIN party AS p ON p.party_id = e.group_id;
COMMENT ON VIEW mart.v1_exposure IS 'One row per cut and group: how much of its flows lies inside a circular core.';
COMMENT ON COLUMN mart.v1_exposure.cut IS 'completed, announced (and completed), or open (everything not cancelled).';
COMMENT ON COLUMN mart.v1_exposure.group_id IS 'Key, with cut.';
COMMENT ON COLUMN mart.v1_exposure.name IS 'Name of the group.';
COMMENT ON COLUMN mart.v1_exposure.total_low IS 'All capital and spending in and out, lower bound, US dollars.';
COMMENT ON COLUMN mart.v1_exposure.total_high IS 'Upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_exposure.circular_low IS 'Of this, inside its strongly connected component, lower bound.';
COMMENT ON COLUMN mart.v1_exposure.circular_high IS 'Upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN mart.v1_exposure.exposure_low IS 'Circular over total, lower bound, 0 to 1.';
COMMENT ON COLUMN mart.v1_exposure.exposure_high IS 'Circular over total, upper bound, 0 to 1.';
COMMENT ON COLUMN mart.v1_exposure.edge_count IS 'Directed pairs and classes it takes part in.';
COMMENT ON COLUMN mart.v1_exposure.circular_edge_count IS 'Of these, inside the component.';
COMMENT ON COLUMN mart.v1_exposure.in_component IS 'True where it lies in a strongly connected component.';

-- name: mart.v1_rejection; grain: rejection
CREATE VIEW mart.v1_rejection AS
SELECT
    r.rejection_id,
    r.stage,
    r.reason,
    r.subject,
    r.detail,
    r.article_id,
    a.url,
    a.title,
    r.span_start,
    r.span_end,
    left(substr(a.text, r.span_start + 1, r.span_end - r.span_start), 300) AS span_text
FROM rejection AS r
LEFT JOIN article AS a ON a.article_id = r.article_id;
COMMENT ON VIEW mart.v1_rejection IS 'One row per thing that was not kept, with the reason.';
COMMENT ON COLUMN mart.v1_rejection.rejection_id IS 'Key: content hash.';
COMMENT ON COLUMN mart.v1_rejection.stage IS 'discover, fetch, content, extract or load.';
COMMENT ON COLUMN mart.v1_rejection.reason IS 'Short code.';
COMMENT ON COLUMN mart.v1_rejection.subject IS 'Address or id of what failed.';
COMMENT ON COLUMN mart.v1_rejection.detail IS 'For a reader.';
COMMENT ON COLUMN mart.v1_rejection.article_id IS 'Article it belongs to.';
COMMENT ON COLUMN mart.v1_rejection.url IS 'Address of that article.';
COMMENT ON COLUMN mart.v1_rejection.title IS 'Headline of that article.';
COMMENT ON COLUMN mart.v1_rejection.span_start IS 'First code point in the article''s text.';
COMMENT ON COLUMN mart.v1_rejection.span_end IS 'One past the last code point.';
COMMENT ON COLUMN mart.v1_rejection.span_text IS 'The text of the span, at most 300 characters.';
