-- name: current claims that are in no deal, and deals of claims that are gone; grain: bad row
-- mend: run `roundtrip run`: the merge was not finished
SELECT 'claim in no deal' AS problem, claim_id AS key FROM current_claim ANTI JOIN deal_claim USING (claim_id)
UNION ALL
SELECT 'deal of a claim that is gone', claim_id FROM deal_claim ANTI JOIN current_claim USING (claim_id)
ORDER BY ALL
