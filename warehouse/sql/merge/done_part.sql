-- name: deals that were written; incoming: their ids
INSERT INTO merge_done SELECT deal_id FROM incoming
