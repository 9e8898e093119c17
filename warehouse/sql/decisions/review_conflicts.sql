-- name: deals whose claims disagree; grain: deal, most money first
-- bound: party (part of a name, or an id) or NULL
SELECT d.deal_id
FROM deal AS d
WHERE d.conflict_count > 0
    AND (
        $party::VARCHAR IS NULL
        OR d.deal_id IN (
            SELECT p.deal_id
            FROM deal_party AS p
            LEFT JOIN party AS n ON n.party_id = p.party_id
            WHERE $party IN (p.party_id, p.group_id) OR contains(lower(n.name), lower($party))
        )
    )
ORDER BY coalesce(d.usd_high, d.usd_low) DESC NULLS LAST, d.deal_id
