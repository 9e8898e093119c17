-- name: load frontier; grain: one row of frontier; key: url; the row as it is after the newest answer
MERGE INTO frontier AS t
USING incoming AS s
    ON t.url = s.url
WHEN MATCHED THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
