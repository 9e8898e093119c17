-- name: deals of the last merge that nothing tells of any more; grain: deal
CREATE OR REPLACE TEMP TABLE merge_scope AS
SELECT m.deal_id AS key FROM merge_deal AS m ANTI JOIN merge_done AS d ON d.deal_id = m.deal_id
