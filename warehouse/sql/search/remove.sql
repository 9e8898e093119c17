-- name: takes texts out of the index and the table; grain: document
UPDATE fts_main_search_text.dict
SET df = df - gone.documents
FROM (
    SELECT termid, count(DISTINCT docid) AS documents
    FROM fts_main_search_text.terms SEMI JOIN search_gone USING (docid)
    GROUP BY termid
) AS gone
WHERE gone.termid = dict.termid;
DELETE FROM fts_main_search_text.dict WHERE df <= 0;
DELETE FROM fts_main_search_text.terms WHERE docid IN (SELECT docid FROM search_gone);
DELETE FROM fts_main_search_text.docs WHERE docid IN (SELECT docid FROM search_gone);
DELETE FROM search_text WHERE document_id IN (SELECT document_id FROM search_gone)
