-- name: keys that occur more than once; grain: bad row
-- mend: restore the database from a snapshot, or remove it and run again: the archive holds all pages
SELECT tab, key, count(*) AS times
FROM (
    SELECT 'source' AS tab, source AS key FROM source
    UNION ALL SELECT 'page', page_id FROM page
    UNION ALL SELECT 'article', article_id FROM article
    UNION ALL SELECT 'story', article_id FROM story
    UNION ALL SELECT 'fetch_state', url FROM fetch_state
    UNION ALL SELECT 'frontier', url FROM frontier
    UNION ALL SELECT 'site', origin FROM site
    UNION ALL SELECT 'reading', page_id || ' ' || url FROM reading
    UNION ALL SELECT 'superseded', article_id FROM superseded
    UNION ALL SELECT 'claim', claim_id FROM claim
    UNION ALL SELECT 'claim_party', claim_id || ' ' || side || ' ' || position FROM claim_party
    UNION ALL SELECT 'evidence', claim_id || ' ' || field || ' ' || span_start || ' ' || span_end FROM evidence
    UNION ALL SELECT 'extraction', article_id || ' ' || extractor FROM extraction
    UNION ALL SELECT 'rejection', rejection_id FROM rejection
    UNION ALL SELECT 'run', run_id FROM run
    UNION ALL SELECT 'party', party_id FROM party
    UNION ALL SELECT 'deal', deal_id FROM deal
    UNION ALL SELECT 'deal_claim', claim_id FROM deal_claim
    UNION ALL SELECT 'flow', flow_id FROM flow
    UNION ALL SELECT 'search_text', document_id FROM search_text
    UNION ALL SELECT 'claim_decision', decision_id FROM claim_decision
    UNION ALL SELECT 'party_decision', decision_id FROM party_decision
)
GROUP BY tab, key
HAVING count(*) > 1
ORDER BY tab, key
