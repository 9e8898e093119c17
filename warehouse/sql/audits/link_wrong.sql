-- name: links of a deal to itself, to nothing, or both ways; grain: bad row
-- mend: report it: the merge is wrong
SELECT deal_id, other_id, relation, 'to itself' AS problem FROM deal_link WHERE deal_id = other_id
UNION ALL
SELECT deal_id, other_id, relation, 'to nothing' FROM deal_link AS l
WHERE NOT EXISTS (SELECT 1 FROM deal AS d WHERE d.deal_id = l.other_id)
UNION ALL
SELECT a.deal_id, a.other_id, a.relation, 'both ways'
FROM deal_link AS a
JOIN deal_link AS b ON a.deal_id = b.other_id AND a.other_id = b.deal_id AND a.relation = b.relation
ORDER BY ALL
