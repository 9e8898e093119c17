-- name: claims, parties and spans that belong to nothing; grain: bad row
-- mend: run `roundtrip run` again; if it stays, remove the database and run again
SELECT 'claim' AS tab, claim_id AS key FROM claim ANTI JOIN article USING (article_id)
UNION ALL SELECT 'claim_party', claim_id FROM claim_party ANTI JOIN claim USING (claim_id)
UNION ALL SELECT 'evidence', claim_id FROM evidence ANTI JOIN claim USING (claim_id)
UNION ALL SELECT 'article_removed', article_id FROM article_removed ANTI JOIN article USING (article_id)
ORDER BY ALL
