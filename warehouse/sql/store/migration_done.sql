-- name: note that a migration was applied
INSERT INTO schema_migration (version, name, digest) VALUES (?, ?, ?)
