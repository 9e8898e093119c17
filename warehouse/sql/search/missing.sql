-- name: texts that have no words yet, numbered from 0; grain: document
CREATE OR REPLACE TEMP TABLE search_missing AS
SELECT row_number() OVER (ORDER BY document_id) - 1 AS place, document_id, article_id, claim_id, content_key, title, quote
FROM search_source
ANTI JOIN search_text USING (document_id)
