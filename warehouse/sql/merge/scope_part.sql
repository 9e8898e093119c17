-- name: deals of the last merge that the claims of one part told of; grain: deal; bound: part
CREATE OR REPLACE TEMP TABLE merge_scope AS
SELECT DISTINCT dc.deal_id AS key
FROM deal_claim AS dc
SEMI JOIN (SELECT claim_id FROM merge_work WHERE part = $part) AS w ON w.claim_id = dc.claim_id
ANTI JOIN merge_done AS d ON d.deal_id = dc.deal_id
