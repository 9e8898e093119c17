-- name: load article_removed; grain: one row of article_removed; key: article_id, position; a row that is there stays as it is
MERGE INTO article_removed AS t
USING incoming AS s
    ON t.article_id = s.article_id AND t.position = s.position
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
