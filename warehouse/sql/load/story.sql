-- name: load story; grain: one row of story; key: article_id; a story that grew may have another name
MERGE INTO story AS t
USING incoming AS s
    ON t.article_id = s.article_id
WHEN MATCHED AND t.story_id <> s.story_id THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
