-- name: claims of one part; grain: claim; bound: part
CREATE OR REPLACE TEMP TABLE merge_scope AS SELECT claim_id AS key FROM merge_work WHERE part = $part
