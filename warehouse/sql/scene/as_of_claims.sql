-- name: claims that were not known yet; grain: claim of a deal; bound: as_of (UTC)
DELETE FROM deal_claim
WHERE coalesce(known_from, (SELECT max(d.known_from) FROM deal AS d WHERE d.deal_id = deal_claim.deal_id)) > $as_of
