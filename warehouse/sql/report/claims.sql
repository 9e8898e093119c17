-- name: sentences of the report; grain: claim; unit: plain units of currency
-- around and around_start: up to 300 characters of the article before and after the quote, and where they begin.
SELECT
    c.deal_id, c.claim_id, c.role, c.status, c.kind, c.amount_low, c.amount_high, c.currency, c.date, c.quote,
    c.quote_start, c.quote_end, c.confidence, c.sure, c.url, c.publisher, c.cited_origin, c.published, v.title, v.language,
    greatest(c.quote_start - 300, 0) AS around_start,
    substr(a.text, greatest(c.quote_start - 300, 0) + 1, c.quote_end + 300 - greatest(c.quote_start - 300, 0)) AS around
FROM mart.v1_claim AS c
LEFT JOIN mart.v1_article AS v ON v.article_id = c.article_id
LEFT JOIN article AS a ON a.article_id = c.article_id
WHERE c.deal_id IS NOT NULL
ORDER BY c.deal_id, c.role <> 'support', c.published NULLS LAST, c.claim_id
