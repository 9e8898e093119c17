-- name: what is no longer needed once it is known who is meant
DROP TABLE merge_name;
DROP TABLE merge_said;
DROP TABLE merge_meant;
DROP TABLE merge_resolved;
DROP TABLE merge_fresh
