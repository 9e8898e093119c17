-- name: claims whose decisions changed are dirty too; incoming: their ids
INSERT INTO merge_dirty
SELECT i.id, n.claim_id IS NULL
FROM incoming AS i
LEFT JOIN merge_now AS n ON n.claim_id = i.id
ANTI JOIN merge_dirty AS d ON d.claim_id = i.id
