-- name: parties whose group a day decides; grain: party and day
SELECT DISTINCT m.party_id, s.on_day
FROM merge_said AS s
JOIN merge_meant AS m ON m.number = s.number
WHERE m.group_id IS NULL
