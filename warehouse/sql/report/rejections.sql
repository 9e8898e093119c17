-- name: what was set aside; grain: rejection, the first few of each reason; bound: examples
SELECT
    stage, reason, count(*) OVER (PARTITION BY stage, reason) AS total, left(subject, 300) AS subject,
    left(detail, 300) AS detail, url, title, span_text
FROM mart.v1_rejection
QUALIFY row_number() OVER (PARTITION BY stage, reason ORDER BY rejection_id) <= $examples
ORDER BY total DESC, stage, reason, rejection_id
