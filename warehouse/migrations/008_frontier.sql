-- name: frontier
-- What is to be fetched, and what was: one row per address. What each page was read as, by which rules, so that
-- an archive can be read again; and which articles were replaced by a newer version of themselves.

CREATE TABLE reading (
    url VARCHAR NOT NULL,
    page_id VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    seen_at TIMESTAMP NOT NULL,
    listed VARCHAR,
    reader VARCHAR NOT NULL,
    article_id VARCHAR,
    read_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE reading IS 'One row per address and page that it gave: what the page was last read as.';
COMMENT ON COLUMN reading.url IS 'Key, with page_id: address of the article, after redirects and without tracking parameters.';
COMMENT ON COLUMN reading.page_id IS 'Page.';
COMMENT ON COLUMN reading.source IS 'Source that listed it.';
COMMENT ON COLUMN reading.seen_at IS 'When the address last gave this page, UTC; the newest page with an article is the version that counts.';
COMMENT ON COLUMN reading.listed IS 'Publication time that the listing stated.';
COMMENT ON COLUMN reading.reader IS 'Version of the rules of reading; empty where it was read before they had one.';
COMMENT ON COLUMN reading.article_id IS 'Article that was read; NULL where the page gave none.';
COMMENT ON COLUMN reading.read_at IS 'When it was read, UTC.';

CREATE TABLE superseded (
    article_id VARCHAR NOT NULL,
    by_article_id VARCHAR
);
COMMENT ON TABLE superseded IS 'One row per article that its address no longer gives: its claims are kept and do not count.';
COMMENT ON COLUMN superseded.article_id IS 'Key: the older version.';
COMMENT ON COLUMN superseded.by_article_id IS 'The version that counts; NULL where the newest rules read no article there.';

CREATE TABLE frontier (
    url VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    host VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    reason VARCHAR,
    attempts INTEGER NOT NULL,
    visits INTEGER NOT NULL,
    next_try TIMESTAMP,
    listed VARCHAR,
    discovered_at TIMESTAMP NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    page_id VARCHAR,
    target VARCHAR
);
COMMENT ON TABLE frontier IS 'One row per address that a source listed: how far it has come, and when it is asked next.';
COMMENT ON COLUMN frontier.url IS 'Key: address without fragment and tracking parameters.';
COMMENT ON COLUMN frontier.source IS 'Source that listed it first.';
COMMENT ON COLUMN frontier.host IS 'Host and port, the unit of politeness.';
COMMENT ON COLUMN frontier.state IS 'discovered, fetched (a page, no article), parsed (an article), moved (see target), failed, gave_up or gone.';
COMMENT ON COLUMN frontier.reason IS 'Code of the last failure, or of why the page gave no article; NULL where all is well.';
COMMENT ON COLUMN frontier.attempts IS 'Requests that failed since the last answer.';
COMMENT ON COLUMN frontier.visits IS 'Looks for edits since the page last changed.';
COMMENT ON COLUMN frontier.next_try IS 'When it is asked next, UTC; NULL is never.';
COMMENT ON COLUMN frontier.listed IS 'Publication or change time that the listing stated last.';
COMMENT ON COLUMN frontier.discovered_at IS 'When it was first listed, UTC.';
COMMENT ON COLUMN frontier.changed_at IS 'When this row last changed, UTC.';
COMMENT ON COLUMN frontier.page_id IS 'Page of the last full answer.';
COMMENT ON COLUMN frontier.target IS 'Address that it redirects to and that is asked in its place.';

CREATE TABLE site (
    origin VARCHAR NOT NULL,
    robots_status INTEGER,
    robots BLOB,
    robots_at TIMESTAMP,
    held_until TIMESTAMP
);
COMMENT ON TABLE site IS 'One row per site that was asked: its robots.txt, and until when it wants to be left alone.';
COMMENT ON COLUMN site.origin IS 'Key: scheme, host and port.';
COMMENT ON COLUMN site.robots_status IS 'HTTP status of its robots.txt.';
COMMENT ON COLUMN site.robots IS 'Body of its robots.txt.';
COMMENT ON COLUMN site.robots_at IS 'When the robots.txt was read, UTC; it is believed for a day.';
COMMENT ON COLUMN site.held_until IS 'Nothing is asked of it before, UTC; NULL where it asked for no pause.';

-- What is there already: articles and pages without one, as read by rules that had no version.
INSERT INTO reading
SELECT a.url, a.page_id, any_value(a.source), coalesce(max(p.fetched_at), TIMESTAMP '1970-01-01'), NULL, '',
    max(a.article_id), coalesce(max(p.fetched_at), TIMESTAMP '1970-01-01')
FROM article AS a
LEFT JOIN page AS p ON p.page_id = a.page_id
GROUP BY a.url, a.page_id;

INSERT INTO reading
SELECT p.url, p.page_id, p.source, p.fetched_at, NULL, '', NULL, p.fetched_at
FROM page AS p
SEMI JOIN rejection AS r ON r.stage = 'content' AND r.subject = p.url
ANTI JOIN article AS a ON a.page_id = p.page_id;

INSERT INTO superseded
SELECT r.article_id, newest.article_id
FROM reading AS r
JOIN (
    SELECT url, arg_max(article_id, (seen_at, page_id)) AS article_id
    FROM reading
    WHERE article_id IS NOT NULL
    GROUP BY url
) AS newest ON newest.url = r.url
WHERE r.article_id IS NOT NULL
GROUP BY r.article_id, newest.article_id
HAVING r.article_id <> newest.article_id;

INSERT INTO frontier
SELECT
    url,
    any_value(source),
    lower(regexp_extract(url, '^[a-z]+://([^/?#]*)', 1))
        || CASE
            WHEN regexp_matches(url, '^[a-z]+://[^/?#]*:[0-9]+') THEN ''
            WHEN url LIKE 'https%' THEN ':443'
            ELSE ':80'
        END,
    CASE WHEN bool_or(article_id IS NOT NULL) THEN 'parsed' ELSE 'fetched' END,
    NULL,
    0,
    0,
    NULL,
    NULL,
    min(seen_at),
    max(seen_at),
    arg_max(page_id, (seen_at, page_id)),
    NULL
FROM reading
WHERE url LIKE 'http%'
GROUP BY url;

COMMENT ON COLUMN article_removed.rule IS 'Rule that cut it, with the version of the rules: name@version.';

-- name: extracted_claim; grain: claim; of each address the newest version, of each version the newest extraction.
CREATE OR REPLACE VIEW extracted_claim AS
SELECT c.*
FROM claim AS c
JOIN (
    SELECT article_id, arg_max(extractor, (extracted_at, extractor)) AS extractor
    FROM extraction
    GROUP BY article_id
) AS newest
    ON newest.article_id = c.article_id AND newest.extractor = c.extractor
ANTI JOIN superseded AS s ON s.article_id = c.article_id;
COMMENT ON VIEW extracted_claim IS 'Claims of the newest extraction of the newest version of each article, as extracted.';
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

-- name: mart.v1_article; grain: version of an article; the same columns, and which version counts
CREATE OR REPLACE VIEW mart.v1_article AS
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
    coalesce(c.claim_count, 0) AS claim_count,
    o.by_article_id AS superseded_by,
    o.article_id IS NULL AS counts
FROM article AS a
LEFT JOIN page AS p ON p.page_id = a.page_id
LEFT JOIN story AS s ON s.article_id = a.article_id
LEFT JOIN (SELECT article_id, count(*) AS claim_count FROM current_claim GROUP BY article_id) AS c
    ON c.article_id = a.article_id
LEFT JOIN superseded AS o ON o.article_id = a.article_id;
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
COMMENT ON COLUMN mart.v1_article.superseded_by IS 'Newer version of it, whose claims count in its place; NULL for the version that counts.';
COMMENT ON COLUMN mart.v1_article.counts IS 'True for the version whose claims the ledger is made from.';

-- name: mart.v1_frontier; grain: address
CREATE VIEW mart.v1_frontier AS
SELECT
    f.url,
    f.source,
    CASE WHEN f.state = 'parsed' AND e.url IS NOT NULL THEN 'extracted' ELSE f.state END AS state,
    f.reason,
    f.attempts,
    f.visits,
    f.next_try,
    f.discovered_at,
    f.changed_at,
    f.page_id,
    f.target
FROM frontier AS f
LEFT JOIN (
    SELECT r.url
    FROM reading AS r
    SEMI JOIN extraction AS x ON x.article_id = r.article_id
    ANTI JOIN superseded AS s ON s.article_id = r.article_id
    GROUP BY r.url
) AS e ON e.url = f.url;
COMMENT ON VIEW mart.v1_frontier IS 'One row per address that a source listed: how far it has come, and when it is asked next.';
COMMENT ON COLUMN mart.v1_frontier.url IS 'Key: address without fragment and tracking parameters.';
COMMENT ON COLUMN mart.v1_frontier.source IS 'Source that listed it first.';
COMMENT ON COLUMN mart.v1_frontier.state IS 'discovered, fetched (a page that gave no article), parsed (an article), extracted (its claims too), moved (see target), failed, gave_up or gone.';
COMMENT ON COLUMN mart.v1_frontier.reason IS 'Code of the last failure, or of why the page gave no article; NULL where all is well.';
COMMENT ON COLUMN mart.v1_frontier.attempts IS 'Requests that failed since the last answer.';
COMMENT ON COLUMN mart.v1_frontier.visits IS 'Looks for edits since the page last changed.';
COMMENT ON COLUMN mart.v1_frontier.next_try IS 'When it is asked next, UTC; NULL is never.';
COMMENT ON COLUMN mart.v1_frontier.discovered_at IS 'When it was first listed, UTC.';
COMMENT ON COLUMN mart.v1_frontier.changed_at IS 'When this row last changed, UTC.';
COMMENT ON COLUMN mart.v1_frontier.page_id IS 'SHA-256 of the page of the last full answer.';
COMMENT ON COLUMN mart.v1_frontier.target IS 'Address that it redirects to and that is asked in its place; NULL for most.';
