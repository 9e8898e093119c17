-- name: quotes and spans that are not in the article's text; grain: bad row
-- mend: extract the article again with the newest extractor
SELECT c.claim_id, c.article_id, c.quote_start, c.quote_end, c.quote
FROM claim AS c
JOIN article AS a USING (article_id)
WHERE substr(a.text, c.quote_start + 1, c.quote_end - c.quote_start) <> c.quote
UNION ALL
SELECT e.claim_id, c.article_id, e.span_start, e.span_end, e.field
FROM evidence AS e
JOIN claim AS c USING (claim_id)
JOIN article AS a USING (article_id)
WHERE e.span_start < 0 OR e.span_end < e.span_start OR e.span_end > length(a.text)
ORDER BY ALL
