-- name: figures of the catalogue; grain: metric, subject; bound: cut, metric (id or name) or NULL for what is about all, variant
-- Without a metric only what is about everything or about a year is shown; with one, all its subjects.
SELECT * EXCLUDE (cut, variant)
FROM mart.v1_metric
WHERE (cut = $cut OR metric_id IN ('M17', 'M23'))
    AND variant = $variant
    AND CASE WHEN $metric IS NULL THEN subject_kind IN ('all', 'year')
             ELSE lower(metric_id) = lower($metric) OR metric = $metric END
ORDER BY substr(metric_id, 2)::INTEGER, metric, subject_kind, low DESC NULLS LAST, high DESC NULLS LAST, subject_id
