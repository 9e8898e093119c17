-- name: which of some articles an extractor has not read; grain: article; bound: ids, extractor
SELECT unnest($articles::VARCHAR[]) AS article_id
EXCEPT
SELECT article_id FROM extraction WHERE extractor = $extractor
ORDER BY article_id
