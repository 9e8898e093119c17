-- name: versions of the extractor that have read articles, oldest first; grain: version
SELECT extractor, min(extracted_at) AS first_used FROM extraction GROUP BY extractor ORDER BY first_used, extractor
