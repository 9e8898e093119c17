-- name: deals without claims, history or party; grain: bad row
-- mend: run `roundtrip run`: the merge was not finished
SELECT 'no claim' AS problem, deal_id FROM deal ANTI JOIN deal_claim USING (deal_id)
UNION ALL SELECT 'no history', deal_id FROM deal ANTI JOIN deal_status USING (deal_id)
UNION ALL SELECT 'no party', deal_id FROM deal ANTI JOIN deal_party USING (deal_id)
UNION ALL SELECT 'unknown party', deal_id FROM deal_party ANTI JOIN party USING (party_id)
ORDER BY ALL
