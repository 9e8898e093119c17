-- name: deals that no article had told of; grain: deal
DELETE FROM deal
WHERE deal_id NOT IN (SELECT deal_id FROM deal_claim) OR deal_id NOT IN (SELECT deal_id FROM deal_status)
