-- name: what sites said of themselves; grain: site
SELECT origin, robots_status, robots, robots_at, held_until FROM site ORDER BY origin
