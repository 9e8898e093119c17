-- name: articles of some days; grain: article, only the version that counts
-- bound: names of sources, first and last day, extractor that has not read them yet or NULL
SELECT a.article_id
FROM article AS a
LEFT JOIN page AS p ON p.page_id = a.page_id
ANTI JOIN superseded AS s ON s.article_id = a.article_id
WHERE a.source IN (SELECT unnest($sources::VARCHAR[]))
    AND coalesce(try_cast(a.published_on AS DATE), a.published::DATE, p.fetched_at::DATE)
        BETWEEN $first::DATE AND $last::DATE
    AND ($extractor IS NULL OR NOT EXISTS (
        SELECT 1 FROM extraction AS e WHERE e.article_id = a.article_id AND e.extractor = $extractor
    ))
ORDER BY a.article_id
