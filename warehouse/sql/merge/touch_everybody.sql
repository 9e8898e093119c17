-- name: all parties, where names or groups may be others now
INSERT INTO merge_touched_party SELECT party_id FROM party UNION SELECT party_id FROM resolved_party
