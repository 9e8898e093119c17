-- name: rejections by reason; grain: stage, reason; bound: stage or NULL
SELECT stage, reason, count(*) AS rejections, min(subject) AS example, min(left(detail, 300)) AS detail
FROM mart.v1_rejection
WHERE $stage IS NULL OR stage = $stage
GROUP BY ALL
ORDER BY stage, rejections DESC, reason
