-- name: take out what the last merge decided of the dirty claims, and note what it touches
INSERT INTO merge_touched
SELECT DISTINCT b.whole, b.block FROM merge_block AS b SEMI JOIN merge_dirty AS d ON d.claim_id = b.claim_id;
INSERT INTO merge_touched_party
SELECT DISTINCT r.party_id FROM resolved_party AS r SEMI JOIN merge_dirty AS d ON d.claim_id = r.claim_id;
INSERT INTO merge_affected
SELECT DISTINCT m.cluster_id FROM merge_claim AS m SEMI JOIN merge_dirty AS d ON d.claim_id = m.claim_id;
INSERT INTO merge_changed
SELECT DISTINCT m.cluster_id FROM merge_claim AS m SEMI JOIN merge_dirty AS d ON d.claim_id = m.claim_id
WHERE m.sides = 'whole';
DELETE FROM merge_block WHERE claim_id IN (SELECT claim_id FROM merge_dirty);
DELETE FROM merge_claim WHERE claim_id IN (SELECT claim_id FROM merge_dirty)
