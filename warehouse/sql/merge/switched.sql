-- name: blocks of claims of one side that joined or left claims of both; incoming: their ids
INSERT INTO merge_touched
SELECT DISTINCT false, b.block FROM merge_block AS b SEMI JOIN incoming AS i ON i.claim_id = b.claim_id
