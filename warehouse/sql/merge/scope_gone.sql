-- name: claims that are gone; grain: claim
CREATE OR REPLACE TEMP TABLE merge_scope AS SELECT claim_id AS key FROM merge_dirty WHERE gone
