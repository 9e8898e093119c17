-- name: empty the note of migrations, which is copied from the old file
DELETE FROM schema_migration
