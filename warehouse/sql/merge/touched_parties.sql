-- name: touched parties; grain: party
SELECT DISTINCT party_id FROM merge_touched_party
