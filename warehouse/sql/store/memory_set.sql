-- name: set the most that the database holds in memory; bound: as 400MB
SET memory_limit = ?
