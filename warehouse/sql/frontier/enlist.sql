-- name: put listed addresses into the frontier; grain: address; incoming: rows of frontier
-- bound: now, recheck_before (UTC), soonest (interval)
MERGE INTO frontier AS t
USING incoming AS s
    ON t.url = s.url
WHEN MATCHED AND t.state IN ('gone', 'gave_up') AND t.changed_at <= $recheck_before THEN UPDATE SET
    state = 'discovered', attempts = 0, next_try = $now, changed_at = $now, listed = s.listed
WHEN MATCHED AND t.source = s.source AND s.listed IS NOT NULL AND t.listed IS DISTINCT FROM s.listed THEN UPDATE SET
    listed = s.listed,
    next_try = CASE
        WHEN t.listed IS NULL OR t.state NOT IN ('parsed', 'fetched') THEN t.next_try
        ELSE least(t.next_try, greatest($now, t.changed_at + $soonest))
    END
WHEN NOT MATCHED THEN INSERT BY NAME
