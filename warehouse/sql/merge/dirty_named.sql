-- name: claims whose parties are others now; grain: claim; incoming: rows of merge_named that changed
INSERT INTO merge_dirty
SELECT DISTINCT c.claim_id, false
FROM (SELECT unnest(n.claims) AS claim_id FROM merge_named AS n JOIN incoming AS i ON i.number = n.rowid) AS c
ANTI JOIN merge_dirty AS d ON d.claim_id = c.claim_id
