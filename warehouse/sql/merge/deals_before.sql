-- name: deals of the last merge that are made again or go; grain: deal
INSERT INTO merge_deal
SELECT DISTINCT dc.deal_id
FROM deal_claim AS dc
SEMI JOIN (SELECT claim_id FROM merge_unit UNION ALL SELECT claim_id FROM merge_dirty) AS w ON w.claim_id = dc.claim_id
