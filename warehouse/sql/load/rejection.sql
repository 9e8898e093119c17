-- name: load rejection; grain: one row of rejection; key: rejection_id; a row that is there stays as it is
MERGE INTO rejection AS t
USING incoming AS s
    ON t.rejection_id = s.rejection_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
