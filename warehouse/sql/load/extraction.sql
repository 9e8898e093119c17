-- name: load extraction; grain: one row of extraction; key: article_id, extractor; a row that is there stays as it is
MERGE INTO extraction AS t
USING incoming AS s
    ON t.article_id = s.article_id AND t.extractor = s.extractor
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
