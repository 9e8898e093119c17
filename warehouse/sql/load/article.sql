-- name: load article; grain: one row of article; key: article_id; a row that is there stays as it is
MERGE INTO article AS t
USING incoming AS s
    ON t.article_id = s.article_id
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
