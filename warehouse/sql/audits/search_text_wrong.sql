-- name: words of articles or claims that are gone; grain: bad row
-- mend: run `roundtrip run`: the snapshot was not published since they went
SELECT document_id, article_id, 'article is gone' AS problem FROM search_text ANTI JOIN article USING (article_id)
UNION ALL
SELECT document_id, article_id, 'claim is gone' FROM search_text
WHERE claim_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM claim AS c WHERE c.claim_id = search_text.claim_id)
    AND NOT EXISTS (SELECT 1 FROM reviewed_claim AS r WHERE r.claim_id = search_text.claim_id)
ORDER BY ALL
