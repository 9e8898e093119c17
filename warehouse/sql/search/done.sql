-- name: drops what was made on the way; grain: none
DROP TABLE IF EXISTS search_gone;
DROP TABLE IF EXISTS search_missing;
DROP VIEW IF EXISTS search_source
