-- name: what the merge reads of a claim, without its parties; grain: current claim; amounts in plain units, times UTC
-- read once for all steps of the merge
-- known_from: publication, else the fetch, else the last day the claim speaks of
CREATE OR REPLACE TEMP TABLE merge_source AS
SELECT
    c.claim_id,
    c.article_id,
    c.kind,
    c.amount_low,
    c.amount_high,
    c.currency,
    c.qualifier,
    c.stake_pct,
    c.term_years,
    c.term_start,
    c.term_end,
    c.status,
    c.date_text,
    c.date_low,
    c.date_high,
    c.scope,
    c.change,
    c.exclusive,
    c.collateral,
    c.confidence,
    c.sure,
    coalesce(a.published, p.fetched_at, c.date_high::TIMESTAMP, TIMESTAMP '1970-01-01') AS known_from,
    coalesce(a.url, '') AS url,
    coalesce(a.cited_origin, a.publisher, a.source, '') AS voice,
    s.story_id
FROM current_claim AS c
LEFT JOIN article AS a ON a.article_id = c.article_id
LEFT JOIN page AS p ON p.page_id = a.page_id
LEFT JOIN story AS s ON s.article_id = c.article_id
