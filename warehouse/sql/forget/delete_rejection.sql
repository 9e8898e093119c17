-- name: delete what was not kept of forgotten pages; grain: row of rejection
DELETE FROM rejection
WHERE article_id IN (SELECT article_id FROM forget_article)
    OR subject IN (
        SELECT url FROM forget_address
        UNION ALL SELECT page_id FROM forget_gone_page WHERE other_url IS NULL
        UNION ALL SELECT article_id FROM forget_article
        UNION ALL SELECT claim_id FROM forget_claim
    )
RETURNING 1
