-- name: history that was still to come; grain: row of a deal's history; bound: as_of (UTC)
DELETE FROM deal_status WHERE known_from > $as_of
