-- name: what the ledger was read from; grain: one row
SELECT
    (SELECT count(*) FROM mart.v1_article) AS articles,
    (SELECT count(DISTINCT publisher) FROM mart.v1_article) AS publishers,
    (SELECT min(published) FROM mart.v1_article) AS first_published,
    (SELECT max(published) FROM mart.v1_article) AS last_published,
    (SELECT count(*) FROM mart.v1_article WHERE language = 'zh') AS chinese,
    (SELECT count(*) FROM mart.v1_article WHERE language = 'en') AS english,
    (SELECT count(*) FROM mart.v1_deal) AS deals,
    (SELECT count(*) FROM mart.v1_claim) AS claims,
    (SELECT max(finished_at) FROM run) AS run_at
