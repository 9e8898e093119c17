-- name: an empty full-text index; English stems, no stop words, words end at spaces alone
-- Texts are cut anew where the index is gone, so that texts and index never differ.
DELETE FROM search_text;
PRAGMA create_fts_index(
    'search_text', 'document_id', 'title', 'quote',
    stemmer = 'english', stopwords = 'none', ignore = '\s+', strip_accents = 0, lower = 0, overwrite = 1
)
