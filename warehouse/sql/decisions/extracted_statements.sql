-- name: claims that decisions may be about; grain: claim of an article's newest extraction, before decisions
-- bound: articles (ids), urls; amounts in plain units
SELECT
    c.claim_id, c.article_id, a.url, c.kind, c.amount_low, c.amount_high, c.currency, c.qualifier, c.stake_pct,
    c.term_years, c.term_start, c.term_end, c.status, c.date_text, c.scope, c.change, c.exclusive, c.collateral,
    c.quote, c.quote_start, c.quote_end, c.confidence, c.sure, c.extractor,
    (
        SELECT list({
            'side': p.side, 'names': p.names, 'party_id': p.party_id,
            'name_start': p.name_start, 'name_end': p.name_end
        } ORDER BY p.side, p.position)
        FROM claim_party AS p
        WHERE p.claim_id = c.claim_id
    ) AS parties
FROM extracted_claim AS c
JOIN article AS a ON a.article_id = c.article_id
WHERE a.article_id IN (SELECT unnest($articles::VARCHAR[])) OR a.url IN (SELECT unnest($urls::VARCHAR[]))
ORDER BY c.claim_id
