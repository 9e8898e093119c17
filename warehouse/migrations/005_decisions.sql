-- name: decisions
-- What readers decided about claims and parties. Decisions are only ever added to; the newest one on a
-- matter stands. The reviewed_ tables are derived: what the decisions come to on the newest extraction.

CREATE TABLE claim_decision (
    decision_id VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    author VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    field VARCHAR,
    value VARCHAR,
    claim_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    other_claim_id VARCHAR,
    other_article_id VARCHAR,
    other_url VARCHAR,
    other_record VARCHAR
);
COMMENT ON TABLE claim_decision IS 'One row per decision of a reader about a claim; rows are only ever added.';
COMMENT ON COLUMN claim_decision.decision_id IS 'Key: content hash.';
COMMENT ON COLUMN claim_decision.decided_at IS 'UTC; of several decisions on a matter the newest stands.';
COMMENT ON COLUMN claim_decision.author IS 'Who decided.';
COMMENT ON COLUMN claim_decision.action IS 'accept, reject, edit (the article says otherwise), settle (the article errs), merge or split (one deal or two), undo.';
COMMENT ON COLUMN claim_decision.field IS 'Field of the claim that edit and settle are about.';
COMMENT ON COLUMN claim_decision.value IS 'JSON: the new value of the field; for undo the id of the decision that no longer stands.';
COMMENT ON COLUMN claim_decision.claim_id IS 'Claim as it was shown.';
COMMENT ON COLUMN claim_decision.article_id IS 'Its article.';
COMMENT ON COLUMN claim_decision.url IS 'Address of the article.';
COMMENT ON COLUMN claim_decision.record IS 'JSON: all fields of the claim as it was shown, by which it is known again in a later extraction.';
COMMENT ON COLUMN claim_decision.other_claim_id IS 'For merge and split: the second claim.';
COMMENT ON COLUMN claim_decision.other_article_id IS 'Its article.';
COMMENT ON COLUMN claim_decision.other_url IS 'Address of that article.';
COMMENT ON COLUMN claim_decision.other_record IS 'JSON: the second claim as it was shown.';

CREATE TABLE party_decision (
    decision_id VARCHAR NOT NULL,
    decided_at TIMESTAMP NOT NULL,
    author VARCHAR NOT NULL,
    action VARCHAR NOT NULL,
    party_id VARCHAR NOT NULL,
    other_id VARCHAR,
    name VARCHAR,
    undoes VARCHAR
);
COMMENT ON TABLE party_decision IS 'One row per decision of a reader about a party; rows are only ever added.';
COMMENT ON COLUMN party_decision.decision_id IS 'Key: content hash.';
COMMENT ON COLUMN party_decision.decided_at IS 'UTC; of several decisions on a matter the newest stands.';
COMMENT ON COLUMN party_decision.author IS 'Who decided.';
COMMENT ON COLUMN party_decision.action IS 'merge (is the other party), split (a name of it is the other party''s), accept (is a party of its own), undo.';
COMMENT ON COLUMN party_decision.party_id IS 'Party it is about.';
COMMENT ON COLUMN party_decision.other_id IS 'For merge the party that it is; for split the party that the name belongs to.';
COMMENT ON COLUMN party_decision.name IS 'For split the name; else a name of the party as it was shown.';
COMMENT ON COLUMN party_decision.undoes IS 'For undo: the decision that no longer stands.';

CREATE TABLE reviewed_claim (
    row_key VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL,
    decision_id VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    amount_low DECIMAL(38, 2),
    amount_high DECIMAL(38, 2),
    currency VARCHAR,
    qualifier VARCHAR,
    stake_pct DECIMAL(9, 4),
    term_years DECIMAL(9, 4),
    term_start VARCHAR,
    term_end VARCHAR,
    status VARCHAR NOT NULL,
    date_text VARCHAR,
    date_low DATE,
    date_high DATE,
    scope VARCHAR NOT NULL,
    change VARCHAR,
    exclusive BOOLEAN NOT NULL,
    collateral VARCHAR,
    quote VARCHAR NOT NULL,
    quote_start INTEGER NOT NULL,
    quote_end INTEGER NOT NULL,
    confidence DOUBLE NOT NULL,
    sure BOOLEAN NOT NULL,
    extractor VARCHAR NOT NULL
);
COMMENT ON TABLE reviewed_claim IS 'One row per claim that readers decided on, as it is after their decisions; it takes the extracted one''s place.';
COMMENT ON COLUMN reviewed_claim.row_key IS 'Hash of the row.';
COMMENT ON COLUMN reviewed_claim.verdict IS 'accepted, edited, settled or rejected.';
COMMENT ON COLUMN reviewed_claim.decision_id IS 'Newest decision on it.';
COMMENT ON COLUMN reviewed_claim.claim_id IS 'Key: the claim of the newest extraction that states the same, else the claim as it was decided on.';
COMMENT ON COLUMN reviewed_claim.article_id IS 'Article that states it.';
COMMENT ON COLUMN reviewed_claim.kind IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.amount_low IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.amount_high IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.currency IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.qualifier IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.stake_pct IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.term_years IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.term_start IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.term_end IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.status IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.date_text IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.date_low IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.date_high IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.scope IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.change IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.exclusive IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.collateral IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.quote IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.quote_start IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.quote_end IS 'As in claim.';
COMMENT ON COLUMN reviewed_claim.confidence IS '1 where a reader accepted or edited it, else as in claim.';
COMMENT ON COLUMN reviewed_claim.sure IS 'True where a reader accepted or edited it, else as in claim.';
COMMENT ON COLUMN reviewed_claim.extractor IS 'As in claim.';

CREATE TABLE reviewed_party (
    row_key VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    side VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    names VARCHAR[] NOT NULL,
    party_id VARCHAR,
    name_start INTEGER,
    name_end INTEGER
);
COMMENT ON TABLE reviewed_party IS 'One row per party of a reviewed claim.';
COMMENT ON COLUMN reviewed_party.row_key IS 'Hash of the row.';
COMMENT ON COLUMN reviewed_party.claim_id IS 'Key, with side and position.';
COMMENT ON COLUMN reviewed_party.side IS 'payer or payee.';
COMMENT ON COLUMN reviewed_party.position IS 'Order, from 0.';
COMMENT ON COLUMN reviewed_party.names IS 'The name as written or as a reader gave it, then names that mean the same party.';
COMMENT ON COLUMN reviewed_party.party_id IS 'Id from the alias table; NULL for a new name.';
COMMENT ON COLUMN reviewed_party.name_start IS 'First code point of the name in article.text; NULL where a reader gave it.';
COMMENT ON COLUMN reviewed_party.name_end IS 'One past the last code point.';

CREATE TABLE reviewed_pair (
    row_key VARCHAR NOT NULL,
    claim_id VARCHAR NOT NULL,
    other_id VARCHAR NOT NULL,
    relation VARCHAR NOT NULL,
    decision_id VARCHAR NOT NULL
);
COMMENT ON TABLE reviewed_pair IS 'One row per two current claims that a reader said tell of one deal, or of two.';
COMMENT ON COLUMN reviewed_pair.row_key IS 'Hash of the row.';
COMMENT ON COLUMN reviewed_pair.claim_id IS 'Key, with other_id; for apart, the claim that leaves.';
COMMENT ON COLUMN reviewed_pair.other_id IS 'The second claim.';
COMMENT ON COLUMN reviewed_pair.relation IS 'together or apart.';
COMMENT ON COLUMN reviewed_pair.decision_id IS 'Decision that stands.';

CREATE TABLE forgotten (
    address_key VARCHAR NOT NULL,
    forgotten_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE forgotten IS 'One row per address that was forgotten and is not fetched again; only its hash is kept.';
COMMENT ON COLUMN forgotten.address_key IS 'Key: hash of the address.';
COMMENT ON COLUMN forgotten.forgotten_at IS 'UTC.';

-- name: extracted_claim; grain: claim; the claims of each article's newest extraction, before decisions.
CREATE VIEW extracted_claim AS
SELECT c.*
FROM claim AS c
JOIN (
    SELECT article_id, arg_max(extractor, (extracted_at, extractor)) AS extractor
    FROM extraction
    GROUP BY article_id
) AS newest
    ON newest.article_id = c.article_id AND newest.extractor = c.extractor;
COMMENT ON VIEW extracted_claim IS 'Claims of the newest extraction of each article, as extracted.';
COMMENT ON COLUMN extracted_claim.claim_id IS 'Key: content hash.';
COMMENT ON COLUMN extracted_claim.article_id IS 'Article that states it.';
COMMENT ON COLUMN extracted_claim.kind IS 'equity, debt, financing, acquisition, commitment, purchase, guarantee, revenue_share or equity_grant.';
COMMENT ON COLUMN extracted_claim.amount_low IS 'Lower bound in plain units of currency; NULL is an open bound or no amount.';
COMMENT ON COLUMN extracted_claim.amount_high IS 'Upper bound in plain units of currency; NULL is an open bound or no amount.';
COMMENT ON COLUMN extracted_claim.currency IS 'ISO 4217; NULL where no amount is stated.';
COMMENT ON COLUMN extracted_claim.qualifier IS 'exact, about, up_to, at_least or range; NULL where no amount is stated.';
COMMENT ON COLUMN extracted_claim.stake_pct IS 'Per cent of the payee.';
COMMENT ON COLUMN extracted_claim.term_years IS 'Length of a commitment or loan in years.';
COMMENT ON COLUMN extracted_claim.term_start IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN extracted_claim.term_end IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN extracted_claim.status IS 'talks, announced, completed or cancelled.';
COMMENT ON COLUMN extracted_claim.date_text IS 'When it was announced or took place: YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN extracted_claim.date_low IS 'First day that date_text covers.';
COMMENT ON COLUMN extracted_claim.date_high IS 'Last day that date_text covers.';
COMMENT ON COLUMN extracted_claim.scope IS 'single, cumulative or aggregate.';
COMMENT ON COLUMN extracted_claim.change IS 'increment or expansion of an earlier deal; NULL where the text says neither.';
COMMENT ON COLUMN extracted_claim.exclusive IS 'True for sole or exclusive arrangements.';
COMMENT ON COLUMN extracted_claim.collateral IS 'What secures a loan.';
COMMENT ON COLUMN extracted_claim.quote IS 'Words of the article that state the deal.';
COMMENT ON COLUMN extracted_claim.quote_start IS 'First code point of the quote in article.text.';
COMMENT ON COLUMN extracted_claim.quote_end IS 'One past the last code point of the quote.';
COMMENT ON COLUMN extracted_claim.confidence IS 'Probability the extractor gives it, 0 to 1.';
COMMENT ON COLUMN extracted_claim.sure IS 'False for relations without event, amount or stake.';
COMMENT ON COLUMN extracted_claim.extractor IS 'Version of the extractor.';

-- name: current_claim; grain: claim; extracted claims with the decisions of readers applied.
CREATE OR REPLACE VIEW current_claim AS
SELECT c.*
FROM extracted_claim AS c
ANTI JOIN reviewed_claim AS r ON r.claim_id = c.claim_id
UNION ALL
SELECT
    claim_id, article_id, kind, amount_low, amount_high, currency, qualifier, stake_pct, term_years, term_start,
    term_end, status, date_text, date_low, date_high, scope, change, exclusive, collateral, quote, quote_start,
    quote_end, confidence, sure, extractor
FROM reviewed_claim
WHERE verdict <> 'rejected';
COMMENT ON VIEW current_claim IS 'Claims of the newest extraction of each article after the decisions of readers: what the ledger is made from.';
COMMENT ON COLUMN current_claim.claim_id IS 'Key: content hash.';
COMMENT ON COLUMN current_claim.article_id IS 'Article that states it.';
COMMENT ON COLUMN current_claim.kind IS 'equity, debt, financing, acquisition, commitment, purchase, guarantee, revenue_share or equity_grant.';
COMMENT ON COLUMN current_claim.amount_low IS 'Lower bound in plain units of currency; NULL is an open bound or no amount.';
COMMENT ON COLUMN current_claim.amount_high IS 'Upper bound in plain units of currency; NULL is an open bound or no amount.';
COMMENT ON COLUMN current_claim.currency IS 'ISO 4217; NULL where no amount is stated.';
COMMENT ON COLUMN current_claim.qualifier IS 'exact, about, up_to, at_least or range; NULL where no amount is stated.';
COMMENT ON COLUMN current_claim.stake_pct IS 'Per cent of the payee.';
COMMENT ON COLUMN current_claim.term_years IS 'Length of a commitment or loan in years.';
COMMENT ON COLUMN current_claim.term_start IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN current_claim.term_end IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN current_claim.status IS 'talks, announced, completed or cancelled.';
COMMENT ON COLUMN current_claim.date_text IS 'When it was announced or took place: YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN current_claim.date_low IS 'First day that date_text covers.';
COMMENT ON COLUMN current_claim.date_high IS 'Last day that date_text covers.';
COMMENT ON COLUMN current_claim.scope IS 'single, cumulative or aggregate.';
COMMENT ON COLUMN current_claim.change IS 'increment or expansion of an earlier deal; NULL where the text says neither.';
COMMENT ON COLUMN current_claim.exclusive IS 'True for sole or exclusive arrangements.';
COMMENT ON COLUMN current_claim.collateral IS 'What secures a loan.';
COMMENT ON COLUMN current_claim.quote IS 'Words of the article that state the deal.';
COMMENT ON COLUMN current_claim.quote_start IS 'First code point of the quote in article.text.';
COMMENT ON COLUMN current_claim.quote_end IS 'One past the last code point of the quote.';
COMMENT ON COLUMN current_claim.confidence IS 'Probability the extractor gives it, 0 to 1; 1 where a reader accepted it.';
COMMENT ON COLUMN current_claim.sure IS 'False for relations without event, amount or stake.';
COMMENT ON COLUMN current_claim.extractor IS 'Version of the extractor.';

-- name: current_claim_party; grain: party of a claim; as claim_party, with the decisions of readers applied.
CREATE VIEW current_claim_party AS
SELECT p.claim_id, p.side, p.position, p.names, p.party_id, p.name_start, p.name_end
FROM claim_party AS p
ANTI JOIN reviewed_claim AS r ON r.claim_id = p.claim_id
UNION ALL
SELECT claim_id, side, position, names, party_id, name_start, name_end
FROM reviewed_party;
COMMENT ON VIEW current_claim_party IS 'Parties of claims as the article names them, or as a reader corrected them.';
COMMENT ON COLUMN current_claim_party.claim_id IS 'Key, with side and position.';
COMMENT ON COLUMN current_claim_party.side IS 'payer or payee.';
COMMENT ON COLUMN current_claim_party.position IS 'Order, from 0.';
COMMENT ON COLUMN current_claim_party.names IS 'The name as written, then names that mean the same party.';
COMMENT ON COLUMN current_claim_party.party_id IS 'Id from the alias table; NULL for a new name.';
COMMENT ON COLUMN current_claim_party.name_start IS 'First code point of the name in article.text; NULL where a reader gave it.';
COMMENT ON COLUMN current_claim_party.name_end IS 'One past the last code point.';

-- name: mart.v1_claim; grain: current claim; the same columns, now with the decisions of readers applied
CREATE OR REPLACE VIEW mart.v1_claim AS
WITH side AS (
    SELECT
        claim_id,
        list(names[1] ORDER BY position) FILTER (side = 'payer') AS payers,
        list(names[1] ORDER BY position) FILTER (side = 'payee') AS payees
    FROM current_claim_party
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
COMMENT ON VIEW mart.v1_claim IS 'One row per statement of one deal by one article, by its newest extraction, with readers'' decisions applied.';
COMMENT ON COLUMN mart.v1_claim.claim_id IS 'Key: content hash.';
COMMENT ON COLUMN mart.v1_claim.deal_id IS 'Deal it tells of; NULL before the next merge.';
COMMENT ON COLUMN mart.v1_claim.role IS 'support, minority, unit_error, swapped or unsure.';
COMMENT ON COLUMN mart.v1_claim.article_id IS 'Article that states it.';
COMMENT ON COLUMN mart.v1_claim.kind IS 'Kind of deal.';
COMMENT ON COLUMN mart.v1_claim.payers IS 'Payers as written, or as a reader corrected them; NULL where unknown.';
COMMENT ON COLUMN mart.v1_claim.payees IS 'Payees as written, or as a reader corrected them; NULL where unknown.';
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
COMMENT ON COLUMN mart.v1_claim.confidence IS 'Probability the extractor gives it, 0 to 1; 1 where a reader accepted it.';
COMMENT ON COLUMN mart.v1_claim.sure IS 'False for relations without event, amount or stake.';
COMMENT ON COLUMN mart.v1_claim.extractor IS 'Version of the extractor.';
COMMENT ON COLUMN mart.v1_claim.url IS 'Address of the article.';
COMMENT ON COLUMN mart.v1_claim.publisher IS 'Who published it.';
COMMENT ON COLUMN mart.v1_claim.cited_origin IS 'Who is cited as having it first.';
COMMENT ON COLUMN mart.v1_claim.published IS 'Publication time, UTC.';
