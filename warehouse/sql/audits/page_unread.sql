-- name: pages that gave neither an article nor a rejection; grain: bad row
-- mend: run `roundtrip run` again: a run was stopped before it read them
SELECT p.page_id, p.url
FROM page AS p
WHERE NOT EXISTS (SELECT 1 FROM reading AS g WHERE g.page_id = p.page_id AND g.article_id IS NULL)
    AND NOT EXISTS (SELECT 1 FROM article AS a WHERE a.page_id = p.page_id)
    AND NOT EXISTS (
        SELECT 1 FROM rejection AS r WHERE r.stage = 'content' AND r.subject IN (p.page_id, p.url, p.final_url)
    )
ORDER BY p.url
