-- name: applied migrations; grain: migration
SELECT version, digest FROM schema_migration ORDER BY version
