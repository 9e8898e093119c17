-- name: delete decisions on parties that were named nowhere else; grain: row of party_decision
DELETE FROM party_decision
WHERE name IN (SELECT name FROM forget_name)
RETURNING 1
