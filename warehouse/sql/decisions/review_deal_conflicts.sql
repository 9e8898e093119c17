-- name: what the claims of a deal disagree on; grain: field and value; bound: deal (id)
SELECT field, value, source_count, majority
FROM deal_conflict
WHERE deal_id = $deal
ORDER BY field, majority DESC, source_count DESC, value
