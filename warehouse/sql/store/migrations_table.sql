-- name: table of migrations; grain: one row per applied file
CREATE TABLE IF NOT EXISTS schema_migration (
    version INTEGER NOT NULL,
    name VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
);
COMMENT ON TABLE schema_migration IS 'One row per migration applied to this database.';
COMMENT ON COLUMN schema_migration.version IS 'Key: number of the file.';
COMMENT ON COLUMN schema_migration.name IS 'Name of the file.';
COMMENT ON COLUMN schema_migration.digest IS 'SHA-256 of the file.'
