-- name: amounts whose lower bound is above the upper, or is negative; grain: bad row
-- mend: report the articles: the extractor or the merge is wrong
SELECT 'claim' AS tab, claim_id AS key, amount_low AS low, amount_high AS high FROM claim
WHERE amount_low > amount_high OR amount_low < 0 OR amount_high < 0
UNION ALL SELECT 'deal', deal_id, usd_low, usd_high FROM deal WHERE usd_low > usd_high OR amount_low > amount_high
UNION ALL SELECT 'flow', flow_id, usd_low, usd_high FROM flow WHERE usd_low > usd_high
UNION ALL SELECT 'metric_direction', payer_group || ' ' || payee_group, usd_low, usd_high FROM metric_direction
WHERE usd_low > usd_high
ORDER BY ALL
