-- name: what can be searched; grain: current claim, article (newest version) without current claims
CREATE OR REPLACE TEMP VIEW search_source AS
WITH document AS (
    SELECT c.claim_id AS document_id, a.article_id, c.claim_id, a.title, c.quote
    FROM current_claim AS c
    JOIN article AS a ON a.article_id = c.article_id
    UNION ALL
    SELECT a.article_id, a.article_id, NULL, a.title, ''
    FROM article AS a
    ANTI JOIN current_claim AS c ON c.article_id = a.article_id
    ANTI JOIN superseded AS o ON o.article_id = a.article_id
)
SELECT *, md5(length(title) || ' ' || title || quote) AS content_key
FROM document
