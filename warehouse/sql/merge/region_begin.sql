-- name: the touched blocks of claims of both sides, or of one; bound: whole
CREATE OR REPLACE TEMP TABLE merge_region AS
SELECT DISTINCT block, 0 AS round FROM merge_touched WHERE whole = $whole
