-- name: flows without metrics; grain: bad row
-- mend: run `roundtrip run`: the metrics were not made
SELECT count(*) AS flows FROM flow HAVING count(*) > 0 AND (SELECT count(*) FROM metric_search) = 0
