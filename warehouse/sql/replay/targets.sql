-- name: what to read again; grain: address and page; only the version of an article that counts, and pages without one
-- bound: since (UTC) or NULL, source or NULL, extracted_before (UTC) or NULL, extractor or NULL
-- extracted_before: only articles whose newest extraction began before; extractor: only those that it has not read
SELECT r.url, r.page_id, r.source, r.reader, r.article_id, r.listed
FROM reading AS r
LEFT JOIN (SELECT article_id, max(extracted_at) AS extracted_at FROM extraction GROUP BY article_id) AS x
    ON x.article_id = r.article_id
ANTI JOIN superseded AS s ON s.article_id = r.article_id
WHERE ($since IS NULL OR r.seen_at >= $since)
    AND ($source IS NULL OR r.source = $source)
    AND ($extracted_before IS NULL OR x.extracted_at IS NULL OR x.extracted_at < $extracted_before)
    AND ($extractor IS NULL OR NOT EXISTS (
        SELECT 1 FROM extraction AS e WHERE e.article_id = r.article_id AND e.extractor = $extractor
    ))
ORDER BY r.seen_at, r.url, r.page_id
