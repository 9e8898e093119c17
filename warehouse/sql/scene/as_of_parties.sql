-- name: parties of deals that are gone; grain: party of a deal
DELETE FROM deal_party WHERE deal_id NOT IN (SELECT deal_id FROM deal)
