-- name: delete decisions on forgotten claims; grain: row of claim_decision
DELETE FROM claim_decision
WHERE article_id IN (SELECT article_id FROM forget_article)
    OR other_article_id IN (SELECT article_id FROM forget_article)
    OR url IN (SELECT url FROM forget_address)
    OR other_url IN (SELECT url FROM forget_address)
RETURNING 1
