-- name: figures of a variant (all metrics that depend on it); grain: metric, cut, subject
-- What metric_tidy shows now, kept under the variant's name; deals' evidence, realisation and the null model do not
-- depend on it, and single cycles are not kept. Bound: variant.
-- columns: as table metric_value
INSERT INTO metric_value BY NAME
SELECT $variant AS variant, *
FROM metric_tidy
WHERE metric_id NOT IN ('M17', 'M18', 'M22', 'M23') AND subject_kind <> 'cycle'
