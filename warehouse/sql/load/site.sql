-- name: load site; grain: one row of site; key: origin; what a site said last replaces what it said before
MERGE INTO site AS t
USING incoming AS s
    ON t.origin = s.origin
WHEN MATCHED THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
