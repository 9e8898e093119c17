-- name: what was found; grain: story (copies of one text count one); bound: words, every, language or NULL
WITH hit AS (
    SELECT
        s.article_id,
        s.claim_id,
        fts_main_search_text.match_bm25(s.document_id, $words, conjunctive := $every) AS score
    FROM search_text AS s
),
placed AS (
    SELECT
        h.score,
        h.claim_id,
        a.article_id,
        a.title,
        a.url,
        a.publisher,
        a.published,
        a.language,
        count(DISTINCT a.article_id) OVER story AS articles,
        row_number() OVER (story ORDER BY h.score DESC, a.published NULLS LAST, h.claim_id, a.article_id) AS place
    FROM hit AS h
    JOIN article AS a ON a.article_id = h.article_id
    LEFT JOIN story AS t ON t.article_id = h.article_id
    WHERE h.score IS NOT NULL AND ($language IS NULL OR a.language = $language)
    WINDOW story AS (PARTITION BY coalesce(t.story_id, h.article_id))
)
SELECT
    round(p.score, 4) AS score,
    p.published,
    p.publisher,
    p.title,
    left(c.quote, 300) AS quote,
    c.deal_id,
    p.articles,
    p.language,
    p.url,
    p.article_id,
    p.claim_id
FROM placed AS p
LEFT JOIN mart.v1_claim AS c ON c.claim_id = p.claim_id
WHERE p.place = 1
ORDER BY p.score DESC, p.published DESC NULLS LAST, p.article_id
