-- name: rows that a forgetting takes out; grain: table
SELECT 'party_decision' AS tab, count(*) AS row_count
FROM party_decision
WHERE name IN (SELECT name FROM forget_name)
UNION ALL
SELECT 'claim_decision' AS tab, count(*) AS row_count
FROM claim_decision
WHERE article_id IN (SELECT article_id FROM forget_article)
    OR other_article_id IN (SELECT article_id FROM forget_article)
    OR url IN (SELECT url FROM forget_address)
    OR other_url IN (SELECT url FROM forget_address)
UNION ALL
SELECT 'evidence' AS tab, count(*) AS row_count
FROM evidence
WHERE claim_id IN (SELECT claim_id FROM forget_claim)
UNION ALL
SELECT 'claim_party' AS tab, count(*) AS row_count
FROM claim_party
WHERE claim_id IN (SELECT claim_id FROM forget_claim)
UNION ALL
SELECT 'claim' AS tab, count(*) AS row_count
FROM claim
WHERE claim_id IN (SELECT claim_id FROM forget_claim)
UNION ALL
SELECT 'extraction' AS tab, count(*) AS row_count
FROM extraction
WHERE article_id IN (SELECT article_id FROM forget_article)
UNION ALL
SELECT 'rejection' AS tab, count(*) AS row_count
FROM rejection
WHERE article_id IN (SELECT article_id FROM forget_article)
    OR subject IN (
        SELECT url FROM forget_address
        UNION ALL SELECT page_id FROM forget_gone_page WHERE other_url IS NULL
        UNION ALL SELECT article_id FROM forget_article
        UNION ALL SELECT claim_id FROM forget_claim
    )
UNION ALL
SELECT 'story' AS tab, count(*) AS row_count
FROM story
WHERE story_id IN (SELECT story_id FROM story WHERE article_id IN (SELECT article_id FROM forget_article))
UNION ALL
SELECT 'article_removed' AS tab, count(*) AS row_count
FROM article_removed
WHERE article_id IN (SELECT article_id FROM forget_article)
UNION ALL
SELECT 'superseded' AS tab, count(*) AS row_count
FROM superseded
WHERE article_id IN (SELECT article_id FROM forget_article)
UNION ALL
SELECT 'reading' AS tab, count(*) AS row_count
FROM reading
WHERE url IN (SELECT url FROM forget_address)
    OR page_id IN (SELECT page_id FROM forget_gone_page WHERE other_url IS NULL)
UNION ALL
SELECT 'frontier' AS tab, count(*) AS row_count
FROM frontier
WHERE url IN (SELECT url FROM forget_address)
    OR page_id IN (SELECT page_id FROM forget_gone_page WHERE other_url IS NULL)
UNION ALL
SELECT 'article' AS tab, count(*) AS row_count
FROM article
WHERE article_id IN (SELECT article_id FROM forget_article)
UNION ALL
SELECT 'fetch_state' AS tab, count(*) AS row_count
FROM fetch_state
WHERE url IN (SELECT url FROM forget_address)
    OR page_id IN (SELECT page_id FROM forget_gone_page WHERE other_url IS NULL)
UNION ALL
SELECT 'page' AS tab, count(*) AS row_count
FROM page
WHERE page_id IN (SELECT page_id FROM forget_gone_page WHERE other_url IS NULL)
