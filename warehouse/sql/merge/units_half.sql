-- name: claims of one side to be looked at, those of a block beside each other; grain: claim
INSERT INTO merge_unit SELECT claim_id, block || ' ' || claim_id FROM merge_half
