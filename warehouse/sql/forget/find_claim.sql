-- name: claims to forget, of every extraction; grain: claim
CREATE OR REPLACE TEMP TABLE forget_claim AS
SELECT claim_id FROM claim WHERE article_id IN (SELECT article_id FROM forget_article)
