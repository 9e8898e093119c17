-- name: what an earlier extraction of articles did not keep; grain: rejection; incoming: article_id, extractor
DELETE FROM rejection
WHERE stage IN ('extract', 'load') AND article_id IN (SELECT article_id FROM incoming)
