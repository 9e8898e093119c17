-- name: claims of one side that fit no claims of both any more; incoming: their ids
INSERT INTO merge_affected
SELECT DISTINCT m.cluster_id FROM merge_claim AS m SEMI JOIN incoming AS i ON i.claim_id = m.claim_id;
DELETE FROM merge_claim WHERE claim_id IN (SELECT claim_id FROM incoming)
