-- name: how many texts are indexed, and their mean length; grain: one row
UPDATE fts_main_search_text.stats
SET num_docs = (SELECT count(*) FROM fts_main_search_text.docs),
    avgdl = (SELECT avg(len) FROM fts_main_search_text.docs)
