-- name: texts that are gone, have changed or were cut by other rules; grain: document; bound: segmenter
CREATE OR REPLACE TEMP TABLE search_gone AS
SELECT s.document_id, d.docid
FROM search_text AS s
JOIN fts_main_search_text.docs AS d ON d.name = s.document_id
WHERE s.segmenter <> $segmenter
    OR (s.document_id, s.content_key) NOT IN (SELECT document_id, content_key FROM search_source)
