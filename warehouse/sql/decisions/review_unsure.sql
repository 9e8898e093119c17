-- name: unsure claims that no reader decided on; grain: claim, most money first
-- bound: below (confidence), party (part of a name, or an id) or NULL
SELECT c.claim_id
FROM current_claim AS c
ANTI JOIN reviewed_claim AS r ON r.claim_id = c.claim_id
LEFT JOIN deal_claim AS dc ON dc.claim_id = c.claim_id
LEFT JOIN deal AS d ON d.deal_id = dc.deal_id
WHERE (NOT c.sure OR c.confidence < $below)
    AND (
        $party::VARCHAR IS NULL
        OR c.claim_id IN (
            SELECT p.claim_id
            FROM resolved_party AS p
            LEFT JOIN party AS n ON n.party_id = p.party_id
            WHERE $party IN (p.party_id, p.group_id) OR contains(lower(n.name), lower($party))
        )
    )
ORDER BY coalesce(d.usd_high, d.usd_low) DESC NULLS LAST, c.confidence DESC, c.claim_id
