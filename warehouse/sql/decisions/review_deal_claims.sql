-- name: claims of a deal, oldest first; grain: claim; bound: deal (id)
SELECT dc.claim_id
FROM deal_claim AS dc
JOIN current_claim AS c ON c.claim_id = dc.claim_id
LEFT JOIN article AS a ON a.article_id = c.article_id
WHERE dc.deal_id = $deal
ORDER BY a.published NULLS LAST, dc.claim_id
