-- name: groups of touched parties, as they were; grain: party
INSERT INTO merge_touched_party
SELECT DISTINCT p.group_id FROM party AS p SEMI JOIN merge_touched_party AS t ON t.party_id = p.party_id
