-- name: edges that null models were drawn from; grain: cut
SELECT DISTINCT cut, edges_key FROM metric_null ORDER BY ALL
