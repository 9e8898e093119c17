-- name: empty metric_evidence before it is made again
DELETE FROM metric_evidence
