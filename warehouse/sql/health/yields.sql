-- name: what sources gave lately; grain: source; bound: now (UTC)
-- Articles count from a day after a source's first page on: the first day brings what had piled up before.
WITH known AS (
    SELECT source, min(fetched_at) AS first_page, max(fetched_at) AS last_page
    FROM page
    GROUP BY source
),
recent AS (
    SELECT p.page_id, p.source, p.fetched_at FROM page AS p WHERE p.fetched_at > $now::TIMESTAMP - INTERVAL 7 DAY
),
given AS (
    SELECT
        r.source,
        count(DISTINCT r.page_id) AS pages_week,
        count(DISTINCT a.url) AS articles_week,
        count(DISTINCT a.url) FILTER (r.fetched_at > $now::TIMESTAMP - INTERVAL 1 DAY) AS articles_day,
        count(DISTINCT a.url) FILTER (r.fetched_at > k.first_page + INTERVAL 1 DAY) AS articles_counted
    FROM recent AS r
    JOIN known AS k ON k.source = r.source
    LEFT JOIN article AS a ON a.page_id = r.page_id
    GROUP BY r.source
)
SELECT
    s.source,
    k.first_page,
    k.last_page,
    coalesce(g.pages_week, 0) AS pages_week,
    coalesce(g.articles_week, 0) AS articles_week,
    coalesce(g.articles_day, 0) AS articles_day,
    coalesce(g.articles_counted, 0) AS articles_counted
FROM source AS s
LEFT JOIN known AS k ON k.source = s.source
LEFT JOIN given AS g ON g.source = s.source
ORDER BY s.source
