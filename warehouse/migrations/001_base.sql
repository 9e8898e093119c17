-- name: base
-- What was fetched, read and extracted, exactly as it came. Every key is a content hash made in
-- Python; no sequences and no key constraints, so that the same statements run on a lake catalog.
-- Times are UTC without zone. Amounts are plain units of their currency (not millions).

CREATE TABLE run (
    run_id VARCHAR NOT NULL,
    command VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    outcome VARCHAR,
    message VARCHAR,
    rows_added BIGINT
);
COMMENT ON TABLE run IS 'One row per run of the pipeline; the only table that grows when nothing is new.';
COMMENT ON COLUMN run.run_id IS 'Key: hash of command, start and process.';
COMMENT ON COLUMN run.command IS 'What was run.';
COMMENT ON COLUMN run.started_at IS 'UTC.';
COMMENT ON COLUMN run.finished_at IS 'UTC; NULL while running or when the process died.';
COMMENT ON COLUMN run.outcome IS 'completed, failed, or NULL while running or when the process died.';
COMMENT ON COLUMN run.message IS 'One line for a reader.';
COMMENT ON COLUMN run.rows_added IS 'Rows the run added to all other tables.';

CREATE TABLE source (
    source VARCHAR NOT NULL,
    title VARCHAR,
    kind VARCHAR,
    language VARCHAR,
    url VARCHAR,
    publisher VARCHAR
);
COMMENT ON TABLE source IS 'One row per place that lists articles.';
COMMENT ON COLUMN source.source IS 'Key: the name of the source in the registry.';
COMMENT ON COLUMN source.title IS 'Name for readers.';
COMMENT ON COLUMN source.kind IS 'feed, sitemap, list_page, folder and so on.';
COMMENT ON COLUMN source.language IS 'Language the source writes in.';
COMMENT ON COLUMN source.url IS 'Where its list is.';
COMMENT ON COLUMN source.publisher IS 'Who publishes it, where known for all its articles.';

CREATE TABLE page (
    page_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    final_url VARCHAR NOT NULL,
    http_status INTEGER,
    content_type VARCHAR,
    fetched_at TIMESTAMP NOT NULL,
    byte_count BIGINT NOT NULL
);
COMMENT ON TABLE page IS 'One row per distinct body fetched; the bytes themselves are in the archive.';
COMMENT ON COLUMN page.page_id IS 'Key: SHA-256 of the decoded body.';
COMMENT ON COLUMN page.source IS 'Source that listed it first.';
COMMENT ON COLUMN page.url IS 'Address asked for.';
COMMENT ON COLUMN page.final_url IS 'Address after redirects.';
COMMENT ON COLUMN page.http_status IS 'HTTP status of the fetch.';
COMMENT ON COLUMN page.content_type IS 'Content type as the server gave it.';
COMMENT ON COLUMN page.fetched_at IS 'First fetch of this body, UTC.';
COMMENT ON COLUMN page.byte_count IS 'Length of the body in bytes.';

CREATE TABLE fetch_state (
    url VARCHAR NOT NULL,
    etag VARCHAR,
    last_modified VARCHAR,
    page_id VARCHAR,
    http_status INTEGER,
    checked_at TIMESTAMP
);
COMMENT ON TABLE fetch_state IS 'One row per address: what the server said last, for conditional requests.';
COMMENT ON COLUMN fetch_state.url IS 'Key: the address asked for.';
COMMENT ON COLUMN fetch_state.etag IS 'ETag of the last full answer.';
COMMENT ON COLUMN fetch_state.last_modified IS 'Last-Modified of the last full answer.';
COMMENT ON COLUMN fetch_state.page_id IS 'Body of the last full answer.';
COMMENT ON COLUMN fetch_state.http_status IS 'Status of the last answer, 304 included.';
COMMENT ON COLUMN fetch_state.checked_at IS 'When the server was last asked, UTC.';

CREATE TABLE article (
    article_id VARCHAR NOT NULL,
    page_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    script VARCHAR,
    published TIMESTAMP,
    published_precision VARCHAR,
    published_on VARCHAR,
    published_raw VARCHAR,
    publisher VARCHAR,
    cited_origin VARCHAR,
    encoding VARCHAR,
    encoding_source VARCHAR,
    replacement_characters INTEGER,
    signature BLOB
);
COMMENT ON TABLE article IS 'One row per version of an article: what was read out of a page.';
COMMENT ON COLUMN article.article_id IS 'Key: hash of address and text.';
COMMENT ON COLUMN article.page_id IS 'Page it was read from.';
COMMENT ON COLUMN article.source IS 'Source that listed it.';
COMMENT ON COLUMN article.url IS 'Address.';
COMMENT ON COLUMN article.title IS 'Headline.';
COMMENT ON COLUMN article.text IS 'Headline, blank line, body; every offset points into it, in code points.';
COMMENT ON COLUMN article.language IS 'zh or en.';
COMMENT ON COLUMN article.script IS 'Script of Chinese text.';
COMMENT ON COLUMN article.published IS 'Publication time, UTC; NULL where the page does not tell.';
COMMENT ON COLUMN article.published_precision IS 'second, day, month or NULL.';
COMMENT ON COLUMN article.published_on IS 'Day of publication in the zone of the source, YYYY-MM-DD.';
COMMENT ON COLUMN article.published_raw IS 'Publication time as written.';
COMMENT ON COLUMN article.publisher IS 'Who published it.';
COMMENT ON COLUMN article.cited_origin IS 'Who is cited as having the story first.';
COMMENT ON COLUMN article.encoding IS 'Encoding the bytes were read as.';
COMMENT ON COLUMN article.encoding_source IS 'What decided the encoding.';
COMMENT ON COLUMN article.replacement_characters IS 'Count of U+FFFD in the text.';
COMMENT ON COLUMN article.signature IS 'MinHash of the body for near-duplicates.';

CREATE TABLE article_removed (
    article_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    text VARCHAR NOT NULL
);
COMMENT ON TABLE article_removed IS 'One row per tail, advert or disclaimer cut from an article.';
COMMENT ON COLUMN article_removed.article_id IS 'Key, with position.';
COMMENT ON COLUMN article_removed.position IS 'Order of the cut, from 0.';
COMMENT ON COLUMN article_removed.rule IS 'Rule that cut it.';
COMMENT ON COLUMN article_removed.text IS 'What was cut.';

CREATE TABLE story (
    article_id VARCHAR NOT NULL,
    story_id VARCHAR NOT NULL
);
COMMENT ON TABLE story IS 'One row per article: the story that it and its copies tell.';
COMMENT ON COLUMN story.article_id IS 'Key.';
COMMENT ON COLUMN story.story_id IS 'Equal for copies of one text.';

CREATE TABLE extraction (
    article_id VARCHAR NOT NULL,
    extractor VARCHAR NOT NULL,
    extracted_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE extraction IS 'One row per article and extractor version that has read it, claims or none.';
COMMENT ON COLUMN extraction.article_id IS 'Key, with extractor.';
COMMENT ON COLUMN extraction.extractor IS 'Version of the extractor.';
COMMENT ON COLUMN extraction.extracted_at IS 'When its claims were committed, UTC; the newest is the one that counts.';

CREATE TABLE claim (
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
COMMENT ON TABLE claim IS 'One row per statement of one deal by one article.';
COMMENT ON COLUMN claim.claim_id IS 'Key: content hash.';
COMMENT ON COLUMN claim.article_id IS 'Article that states it.';
COMMENT ON COLUMN claim.kind IS 'equity, debt, financing, acquisition, commitment, purchase, guarantee, revenue_share or equity_grant.';
COMMENT ON COLUMN claim.amount_low IS 'Lower bound in plain units of currency; NULL is an open bound or no amount.';
COMMENT ON COLUMN claim.amount_high IS 'Upper bound in plain units of currency; NULL is an open bound or no amount.';
COMMENT ON COLUMN claim.currency IS 'ISO 4217; NULL where no amount is stated.';
COMMENT ON COLUMN claim.qualifier IS 'exact, about, up_to, at_least or range; NULL where no amount is stated.';
COMMENT ON COLUMN claim.stake_pct IS 'Per cent of the payee.';
COMMENT ON COLUMN claim.term_years IS 'Length of a commitment or loan in years.';
COMMENT ON COLUMN claim.term_start IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN claim.term_end IS 'YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN claim.status IS 'talks, announced, completed or cancelled.';
COMMENT ON COLUMN claim.date_text IS 'When it was announced or took place: YYYY, YYYY-MM or YYYY-MM-DD.';
COMMENT ON COLUMN claim.date_low IS 'First day that date_text covers.';
COMMENT ON COLUMN claim.date_high IS 'Last day that date_text covers.';
COMMENT ON COLUMN claim.scope IS 'single, cumulative or aggregate.';
COMMENT ON COLUMN claim.change IS 'increment or expansion of an earlier deal; NULL where the text says neither.';
COMMENT ON COLUMN claim.exclusive IS 'True for sole or exclusive arrangements.';
COMMENT ON COLUMN claim.collateral IS 'What secures a loan.';
COMMENT ON COLUMN claim.quote IS 'Words of the article that state the deal.';
COMMENT ON COLUMN claim.quote_start IS 'First code point of the quote in article.text.';
COMMENT ON COLUMN claim.quote_end IS 'One past the last code point of the quote.';
COMMENT ON COLUMN claim.confidence IS 'Probability the extractor gives it, 0 to 1.';
COMMENT ON COLUMN claim.sure IS 'False for relations without event, amount or stake.';
COMMENT ON COLUMN claim.extractor IS 'Version of the extractor.';

CREATE TABLE claim_party (
    claim_id VARCHAR NOT NULL,
    side VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    names VARCHAR[] NOT NULL,
    party_id VARCHAR,
    name_start INTEGER,
    name_end INTEGER
);
COMMENT ON TABLE claim_party IS 'One row per party of a claim, as the article names it.';
COMMENT ON COLUMN claim_party.claim_id IS 'Key, with side and position.';
COMMENT ON COLUMN claim_party.side IS 'payer or payee.';
COMMENT ON COLUMN claim_party.position IS 'Order in the text, from 0.';
COMMENT ON COLUMN claim_party.names IS 'The name as written, then names that mean the same party.';
COMMENT ON COLUMN claim_party.party_id IS 'Id the extractor gave from the alias table; NULL for a new name.';
COMMENT ON COLUMN claim_party.name_start IS 'First code point of the name in article.text.';
COMMENT ON COLUMN claim_party.name_end IS 'One past the last code point.';

CREATE TABLE evidence (
    claim_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
);
COMMENT ON TABLE evidence IS 'One row per span of text in which a field of a claim was read.';
COMMENT ON COLUMN evidence.claim_id IS 'Key, with the other three columns.';
COMMENT ON COLUMN evidence.field IS 'payer, payee, amount, status, date and so on.';
COMMENT ON COLUMN evidence.span_start IS 'First code point in article.text.';
COMMENT ON COLUMN evidence.span_end IS 'One past the last code point.';

CREATE TABLE rejection (
    rejection_id VARCHAR NOT NULL,
    stage VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    article_id VARCHAR,
    span_start INTEGER,
    span_end INTEGER
);
COMMENT ON TABLE rejection IS 'One row per thing that was not kept, with the reason.';
COMMENT ON COLUMN rejection.rejection_id IS 'Key: content hash.';
COMMENT ON COLUMN rejection.stage IS 'discover, fetch, content, extract or load.';
COMMENT ON COLUMN rejection.subject IS 'Address or id of what failed.';
COMMENT ON COLUMN rejection.reason IS 'Short code.';
COMMENT ON COLUMN rejection.detail IS 'For a reader.';
COMMENT ON COLUMN rejection.article_id IS 'Article it belongs to, where there is one.';
COMMENT ON COLUMN rejection.span_start IS 'First code point in article.text.';
COMMENT ON COLUMN rejection.span_end IS 'One past the last code point.';

-- name: current_claim; grain: claim; the claims of each article's newest extraction.
CREATE VIEW current_claim AS
SELECT c.*
FROM claim AS c
JOIN (
    SELECT article_id, arg_max(extractor, (extracted_at, extractor)) AS extractor
    FROM extraction
    GROUP BY article_id
) AS newest
    ON newest.article_id = c.article_id AND newest.extractor = c.extractor;
COMMENT ON VIEW current_claim IS 'Claims of the newest extraction of each article: what the ledger is made from.';
