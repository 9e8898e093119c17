-- name: puts texts into the table and the index; grain: document
-- The tables of the index are filled as the extension fills them, but for the new texts alone: a new index
-- over everything takes minutes per million texts, and its dropped predecessor leaves its blocks in the file.
INSERT INTO search_text BY NAME FROM incoming;
INSERT INTO fts_main_search_text.docs
SELECT
    (SELECT coalesce(max(docid), 0) FROM fts_main_search_text.docs) + row_number() OVER (ORDER BY document_id),
    document_id,
    len(list_filter(string_split(title || ' ' || quote, ' '), lambda word: word <> ''))
FROM incoming;
CREATE OR REPLACE TEMP TABLE search_word AS
SELECT d.docid, f.fieldid, stem(w.word, 'english') AS term
FROM (
    SELECT document_id, 'title' AS field, unnest(string_split(title, ' ')) AS word FROM incoming
    UNION ALL
    SELECT document_id, 'quote', unnest(string_split(quote, ' ')) FROM incoming
) AS w
JOIN fts_main_search_text.docs AS d ON d.name = w.document_id
JOIN fts_main_search_text.fields AS f ON f.field = w.field
WHERE w.word <> '';
INSERT INTO fts_main_search_text.dict
SELECT (SELECT coalesce(max(termid), 0) FROM fts_main_search_text.dict) + row_number() OVER (ORDER BY term), term, 0
FROM (SELECT DISTINCT term FROM search_word ANTI JOIN fts_main_search_text.dict USING (term));
INSERT INTO fts_main_search_text.terms
SELECT w.docid, w.fieldid, d.termid
FROM search_word AS w
JOIN fts_main_search_text.dict AS d ON d.term = w.term
ORDER BY w.docid;
UPDATE fts_main_search_text.dict
SET df = df + fresh.documents
FROM (SELECT term, count(DISTINCT docid) AS documents FROM search_word GROUP BY term) AS fresh
WHERE fresh.term = dict.term;
DROP TABLE search_word
