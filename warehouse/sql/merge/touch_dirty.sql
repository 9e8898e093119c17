-- name: blocks and parties that the dirty claims touch now
INSERT INTO merge_touched
SELECT DISTINCT b.whole, b.block FROM merge_block AS b SEMI JOIN merge_dirty AS d ON d.claim_id = b.claim_id;
INSERT INTO merge_touched_party
SELECT DISTINCT r.party_id FROM resolved_party AS r SEMI JOIN merge_dirty AS d ON d.claim_id = r.claim_id
