-- name: who is meant by the dirty claims; grain: claim, side and position; incoming: groups by party and day where a day decides
CREATE TEMP TABLE merge_resolved AS
SELECT s.claim_id, s.kind, s.side, s.position, m.party_id, coalesce(m.group_id, i.group_id) AS group_id
FROM merge_said AS s
JOIN merge_meant AS m ON m.number = s.number
LEFT JOIN incoming AS i ON i.party_id = m.party_id AND i.on_day = s.on_day
