-- name: take a cut out of metric_null; bound: cut
DELETE FROM metric_null WHERE cut = $cut
