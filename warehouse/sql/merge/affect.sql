-- name: more affected clusters; incoming: their ids
INSERT INTO merge_affected SELECT id FROM incoming
