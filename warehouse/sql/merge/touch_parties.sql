-- name: more touched parties; incoming: their ids
INSERT INTO merge_touched_party SELECT party_id FROM incoming
