-- name: search
-- Titles and quotes as words, for full-text search. Derived like the ledger: emptied, it is made again by
-- the next publication, and with it the index in schema fts_main_search_text.

CREATE TABLE search_text (
    document_id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    claim_id VARCHAR,
    content_key VARCHAR NOT NULL,
    segmenter VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    quote VARCHAR NOT NULL
);
COMMENT ON TABLE search_text IS 'One row per current claim, and per article without claims: its title and quote as words for full-text search.';
COMMENT ON COLUMN search_text.document_id IS 'Key: id of the claim, or of the article where it has none.';
COMMENT ON COLUMN search_text.article_id IS 'Article of the title.';
COMMENT ON COLUMN search_text.claim_id IS 'Claim of the quote; NULL for an article without claims.';
COMMENT ON COLUMN search_text.content_key IS 'Hash of title and quote, by which a change is seen.';
COMMENT ON COLUMN search_text.segmenter IS 'Version of dictionary and rules that the words were cut with.';
COMMENT ON COLUMN search_text.title IS 'Words of the headline in Simplified characters and small letters, separated by spaces.';
COMMENT ON COLUMN search_text.quote IS 'Words of the quote, likewise; empty where there is no claim.';
