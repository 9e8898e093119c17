-- name: parties whose names are counted again; grain: party
CREATE OR REPLACE TEMP TABLE merge_scope AS SELECT DISTINCT party_id AS key FROM merge_touched_party
