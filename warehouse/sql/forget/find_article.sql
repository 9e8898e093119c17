-- name: articles to forget; grain: article
CREATE OR REPLACE TEMP TABLE forget_article AS
SELECT article_id
FROM article
WHERE url IN (SELECT url FROM forget_address)
    OR page_id IN (SELECT page_id FROM forget_gone_page WHERE other_url IS NULL)
