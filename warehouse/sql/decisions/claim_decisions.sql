-- name: decisions on claims; grain: decision, oldest first
SELECT
    decision_id, decided_at, author, action, field, value, claim_id, article_id, url, record, other_claim_id,
    other_article_id, other_url, other_record
FROM claim_decision
ORDER BY decided_at, decision_id
