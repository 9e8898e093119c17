-- name: ledger
-- What the claims add up to. Every table here is derived: it can be emptied and made again from the
-- base tables. row_key is the hash of the whole row, so a changed row is one deletion and one insertion
-- and an unchanged row is never touched.

CREATE TABLE party (
    row_key VARCHAR NOT NULL,
    party_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    reviewed BOOLEAN NOT NULL,
    claim_count INTEGER NOT NULL
);
COMMENT ON TABLE party IS 'One row per party that a claim names, and per group one of them belongs to.';
COMMENT ON COLUMN party.row_key IS 'Hash of the row.';
COMMENT ON COLUMN party.party_id IS 'Key: id in the alias table, or new- and a hash of the normalised name.';
COMMENT ON COLUMN party.name IS 'Name for readers.';
COMMENT ON COLUMN party.group_id IS 'Party at the top of its group today; itself where it has no parent.';
COMMENT ON COLUMN party.reviewed IS 'True where the alias table knows it; false for a name nobody has looked at.';
COMMENT ON COLUMN party.claim_count IS 'Claims that name it.';

CREATE TABLE party_name (
    row_key VARCHAR NOT NULL,
    party_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    claim_count INTEGER NOT NULL
);
COMMENT ON TABLE party_name IS 'One row per party and name that a claim used for it.';
COMMENT ON COLUMN party_name.row_key IS 'Hash of the row.';
COMMENT ON COLUMN party_name.party_id IS 'Key, with name.';
COMMENT ON COLUMN party_name.name IS 'Name as an article wrote it.';
COMMENT ON COLUMN party_name.claim_count IS 'Claims that used it.';

CREATE TABLE resolved_party (
    row_key VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    side VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    party_id VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL
);
COMMENT ON TABLE resolved_party IS 'One row per party of a current claim: who it is, and its group at the claim''s date.';
COMMENT ON COLUMN resolved_party.row_key IS 'Hash of the row.';
COMMENT ON COLUMN resolved_party.claim_id IS 'Key, with side and position.';
COMMENT ON COLUMN resolved_party.side IS 'payer or payee.';
COMMENT ON COLUMN resolved_party.position IS 'Order in the text, from 0.';
COMMENT ON COLUMN resolved_party.party_id IS 'Party.';
COMMENT ON COLUMN resolved_party.group_id IS 'Ultimate parent at the claim''s date.';

CREATE TABLE fx_rate (
    row_key VARCHAR NOT NULL,
    currency VARCHAR NOT NULL,
    rate_date DATE NOT NULL,
    usd_per_unit DECIMAL(38, 10) NOT NULL
);
COMMENT ON TABLE fx_rate IS 'One row per reference rate used (European Central Bank, through the euro).';
COMMENT ON COLUMN fx_rate.row_key IS 'Hash of the row.';
COMMENT ON COLUMN fx_rate.currency IS 'Key, with rate_date: ISO 4217.';
COMMENT ON COLUMN fx_rate.rate_date IS 'Day the rate was published for.';
COMMENT ON COLUMN fx_rate.usd_per_unit IS 'US dollars for one unit.';

CREATE TABLE deal (
    row_key VARCHAR NOT NULL,
    deal_id VARCHAR NOT NULL,
    family VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    change VARCHAR,
    amount_low DECIMAL(38, 2),
    amount_high DECIMAL(38, 2),
    currency VARCHAR,
    qualifier VARCHAR,
    usd_low DECIMAL(38, 2),
    usd_high DECIMAL(38, 2),
    fx_date DATE,
    fx_rate DECIMAL(38, 10),
    fx_note VARCHAR,
    stake_pct DECIMAL(9, 4),
    term_years DECIMAL(9, 4),
    term_start VARCHAR,
    term_end VARCHAR,
    status VARCHAR NOT NULL,
    disputed BOOLEAN NOT NULL,
    date_text VARCHAR,
    date_low DATE,
    date_high DATE,
    known_from TIMESTAMP NOT NULL,
    last_heard TIMESTAMP NOT NULL,
    exclusive BOOLEAN NOT NULL,
    collateral VARCHAR,
    contingent BOOLEAN NOT NULL,
    sure BOOLEAN NOT NULL,
    confidence DOUBLE NOT NULL,
    claim_count INTEGER NOT NULL,
    independent_source_count INTEGER NOT NULL,
    conflict_count INTEGER NOT NULL,
    anchor_claim_id VARCHAR NOT NULL
);
COMMENT ON TABLE deal IS 'One row per deal: what its claims agree on.';
COMMENT ON COLUMN deal.row_key IS 'Hash of the row.';
COMMENT ON COLUMN deal.deal_id IS 'Key: hash of family and earliest claim.';
COMMENT ON COLUMN deal.family IS 'funding, supply, acquisition, guarantee, revenue_share or equity_grant.';
COMMENT ON COLUMN deal.kind IS 'Kind most sources give.';
COMMENT ON COLUMN deal.scope IS 'single, cumulative (a running total) or aggregate (one sum over several parties).';
COMMENT ON COLUMN deal.change IS 'increment or expansion of an earlier deal, where a text says so.';
COMMENT ON COLUMN deal.amount_low IS 'Lower bound in plain units of currency; NULL is open or not stated.';
COMMENT ON COLUMN deal.amount_high IS 'Upper bound in plain units of currency; NULL is open or not stated.';
COMMENT ON COLUMN deal.currency IS 'ISO 4217; NULL where no amount is stated.';
COMMENT ON COLUMN deal.qualifier IS 'exact, about, up_to, at_least or range; NULL where no amount is stated.';
COMMENT ON COLUMN deal.usd_low IS 'Lower bound in US dollars at fx_date.';
COMMENT ON COLUMN deal.usd_high IS 'Upper bound in US dollars at fx_date.';
COMMENT ON COLUMN deal.fx_date IS 'Day of the reference rate used; NULL for US dollars or where there is none.';
COMMENT ON COLUMN deal.fx_rate IS 'US dollars for one unit.';
COMMENT ON COLUMN deal.fx_note IS 'Why there is no amount in US dollars.';
COMMENT ON COLUMN deal.stake_pct IS 'Per cent of the payee.';
COMMENT ON COLUMN deal.term_years IS 'Length in years.';
COMMENT ON COLUMN deal.term_start IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN deal.term_end IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN deal.status IS 'talks, announced, completed or cancelled: the newest of deal_status.';
COMMENT ON COLUMN deal.disputed IS 'True where one source denies what another says.';
COMMENT ON COLUMN deal.date_text IS 'When it was announced or took place.';
COMMENT ON COLUMN deal.date_low IS 'First day that date_text covers.';
COMMENT ON COLUMN deal.date_high IS 'Last day that date_text covers.';
COMMENT ON COLUMN deal.known_from IS 'When the first article told of it, UTC: not known before.';
COMMENT ON COLUMN deal.last_heard IS 'When the newest article told of it, UTC.';
COMMENT ON COLUMN deal.exclusive IS 'True where a source says sole or exclusive.';
COMMENT ON COLUMN deal.collateral IS 'What secures a loan.';
COMMENT ON COLUMN deal.contingent IS 'True for guarantees and grants: no cash moves by itself.';
COMMENT ON COLUMN deal.sure IS 'False where only unsure or low-confidence claims tell of it; such a deal makes no flow.';
COMMENT ON COLUMN deal.confidence IS 'Highest confidence of its claims, 0 to 1.';
COMMENT ON COLUMN deal.claim_count IS 'Claims that tell of it.';
COMMENT ON COLUMN deal.independent_source_count IS 'Sources after copies, cited origins and publishers are collapsed.';
COMMENT ON COLUMN deal.conflict_count IS 'Fields on which its claims disagree.';
COMMENT ON COLUMN deal.anchor_claim_id IS 'Earliest claim.';

CREATE TABLE deal_party (
    row_key VARCHAR NOT NULL,
    deal_id VARCHAR NOT NULL,
    side VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    party_id VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL
);
COMMENT ON TABLE deal_party IS 'One row per party of a deal; a side without rows is unknown.';
COMMENT ON COLUMN deal_party.row_key IS 'Hash of the row.';
COMMENT ON COLUMN deal_party.deal_id IS 'Key, with side and position.';
COMMENT ON COLUMN deal_party.side IS 'payer or payee.';
COMMENT ON COLUMN deal_party.position IS 'From 0; lead parties first.';
COMMENT ON COLUMN deal_party.party_id IS 'Named entity.';
COMMENT ON COLUMN deal_party.group_id IS 'Its ultimate parent at the deal''s date.';

CREATE TABLE deal_claim (
    row_key VARCHAR NOT NULL,
    deal_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    source_key VARCHAR NOT NULL
);
COMMENT ON TABLE deal_claim IS 'One row per claim: the deal it tells of, and how it counts.';
COMMENT ON COLUMN deal_claim.row_key IS 'Hash of the row.';
COMMENT ON COLUMN deal_claim.deal_id IS 'Deal.';
COMMENT ON COLUMN deal_claim.claim_id IS 'Key: a claim tells of one deal.';
COMMENT ON COLUMN deal_claim.role IS 'support, minority (another amount), unit_error (ten or a hundred times off), swapped (parties the other way round) or unsure.';
COMMENT ON COLUMN deal_claim.source_key IS 'Independent source within the deal; copies share one.';

CREATE TABLE deal_status (
    row_key VARCHAR NOT NULL,
    deal_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    known_from TIMESTAMP NOT NULL,
    status VARCHAR NOT NULL,
    disputed BOOLEAN NOT NULL,
    event_date VARCHAR,
    amount_low DECIMAL(38, 2),
    amount_high DECIMAL(38, 2),
    currency VARCHAR,
    usd_low DECIMAL(38, 2),
    usd_high DECIMAL(38, 2),
    claim_id VARCHAR NOT NULL
);
COMMENT ON TABLE deal_status IS 'One row per change in what was known of a deal; the newest row not after a day is the deal as of that day.';
COMMENT ON COLUMN deal_status.row_key IS 'Hash of the row.';
COMMENT ON COLUMN deal_status.deal_id IS 'Key, with position.';
COMMENT ON COLUMN deal_status.position IS 'From 0, oldest first.';
COMMENT ON COLUMN deal_status.known_from IS 'When it became known, UTC.';
COMMENT ON COLUMN deal_status.status IS 'talks, announced, completed or cancelled.';
COMMENT ON COLUMN deal_status.disputed IS 'True where one source denied what another said.';
COMMENT ON COLUMN deal_status.event_date IS 'Date the claim gives.';
COMMENT ON COLUMN deal_status.amount_low IS 'Lower bound as known then.';
COMMENT ON COLUMN deal_status.amount_high IS 'Upper bound as known then.';
COMMENT ON COLUMN deal_status.currency IS 'ISO 4217.';
COMMENT ON COLUMN deal_status.usd_low IS 'Lower bound in US dollars as known then.';
COMMENT ON COLUMN deal_status.usd_high IS 'Upper bound in US dollars as known then.';
COMMENT ON COLUMN deal_status.claim_id IS 'Claim that brought the change.';

CREATE TABLE deal_conflict (
    row_key VARCHAR NOT NULL,
    deal_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    claim_count INTEGER NOT NULL,
    source_count INTEGER NOT NULL,
    majority BOOLEAN NOT NULL
);
COMMENT ON TABLE deal_conflict IS 'One row per value of a field on which the claims of a deal disagree.';
COMMENT ON COLUMN deal_conflict.row_key IS 'Hash of the row.';
COMMENT ON COLUMN deal_conflict.deal_id IS 'Key, with field and value.';
COMMENT ON COLUMN deal_conflict.field IS 'amount, unit, direction, kind, status or stake.';
COMMENT ON COLUMN deal_conflict.value IS 'What some claims say.';
COMMENT ON COLUMN deal_conflict.claim_count IS 'Claims that say it.';
COMMENT ON COLUMN deal_conflict.source_count IS 'Independent sources that say it.';
COMMENT ON COLUMN deal_conflict.majority IS 'True for the value that the deal took; none is true on a tie, where the deal takes the hull.';

CREATE TABLE deal_link (
    row_key VARCHAR NOT NULL,
    deal_id VARCHAR NOT NULL,
    other_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL
);
COMMENT ON TABLE deal_link IS 'One row per relation between two deals.';
COMMENT ON COLUMN deal_link.row_key IS 'Hash of the row.';
COMMENT ON COLUMN deal_link.deal_id IS 'Key, with the other two columns.';
COMMENT ON COLUMN deal_link.other_id IS 'The other deal.';
COMMENT ON COLUMN deal_link.relation IS 'part_of (a cumulative or aggregate sum), tranche_of (one larger single deal), supersedes (an expansion) or increment_of.';

CREATE TABLE flow (
    row_key VARCHAR NOT NULL,
    flow_id VARCHAR NOT NULL,
    deal_id VARCHAR NOT NULL,
    payer_group VARCHAR NOT NULL,
    payee_group VARCHAR NOT NULL,
    payer_id VARCHAR NOT NULL,
    payee_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    class VARCHAR NOT NULL,
    scope VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    disputed BOOLEAN NOT NULL,
    contingent BOOLEAN NOT NULL,
    usd_low DECIMAL(38, 2) NOT NULL,
    usd_high DECIMAL(38, 2),
    stated BOOLEAN NOT NULL,
    unsplit BOOLEAN NOT NULL,
    summed BOOLEAN NOT NULL,
    covered_by VARCHAR[] NOT NULL,
    date_low DATE NOT NULL,
    date_high DATE NOT NULL,
    known_from TIMESTAMP NOT NULL
);
COMMENT ON TABLE flow IS 'One row per deal, payer and payee: a directed edge between two groups.';
COMMENT ON COLUMN flow.row_key IS 'Hash of the row.';
COMMENT ON COLUMN flow.flow_id IS 'Key: hash of deal, payer and payee.';
COMMENT ON COLUMN flow.deal_id IS 'Deal it comes from.';
COMMENT ON COLUMN flow.payer_group IS 'Group that pays.';
COMMENT ON COLUMN flow.payee_group IS 'Group that is paid.';
COMMENT ON COLUMN flow.payer_id IS 'Named entity that pays.';
COMMENT ON COLUMN flow.payee_id IS 'Named entity that is paid.';
COMMENT ON COLUMN flow.kind IS 'Kind of the deal.';
COMMENT ON COLUMN flow.class IS 'capital (equity, debt, financing), spend (commitment, purchase, revenue_share), contingent (guarantee, equity_grant) or acquisition.';
COMMENT ON COLUMN flow.scope IS 'single, cumulative or aggregate.';
COMMENT ON COLUMN flow.status IS 'Status of the deal.';
COMMENT ON COLUMN flow.disputed IS 'True where one source denies what another says.';
COMMENT ON COLUMN flow.contingent IS 'True where no cash moves by itself.';
COMMENT ON COLUMN flow.usd_low IS 'Lower bound in US dollars; 0 where the bound is open or the share of this payer is not told.';
COMMENT ON COLUMN flow.usd_high IS 'Upper bound in US dollars; NULL is unbounded.';
COMMENT ON COLUMN flow.stated IS 'True where an amount is stated and could be converted; false is nothing at least and unbounded at most.';
COMMENT ON COLUMN flow.unsplit IS 'True where the deal has several payers or payees and no shares are told: the bounds are none and all.';
COMMENT ON COLUMN flow.summed IS 'True for single deals; running totals and unsplit sums are bounds, never added.';
COMMENT ON COLUMN flow.covered_by IS 'Deals that hold this money already (the whole of an instalment, a told share, an expansion): where one of them is counted, this flow is not.';
COMMENT ON COLUMN flow.date_low IS 'First day the deal may have been struck.';
COMMENT ON COLUMN flow.date_high IS 'Last day the deal may have been struck.';
COMMENT ON COLUMN flow.known_from IS 'When it became known, UTC.';
