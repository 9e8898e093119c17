-- name: write down where claims were put, and which clusters that changes
INSERT INTO merge_affected
SELECT cluster_id FROM merge_moved WHERE elsewhere
UNION SELECT old_id FROM merge_moved WHERE elsewhere AND old_id IS NOT NULL;
DELETE FROM merge_claim WHERE claim_id IN (SELECT claim_id FROM merge_moved);
INSERT INTO merge_claim BY NAME
SELECT p.*, n.fingerprint
FROM merge_placed AS p
SEMI JOIN merge_moved AS v ON v.claim_id = p.claim_id
JOIN merge_now AS n ON n.claim_id = p.claim_id;
DELETE FROM merge_placed
