-- name: claims to read again; grain: claim; each its own unit
INSERT INTO merge_unit SELECT claim_id, claim_id FROM merge_dirty WHERE NOT gone
