-- name: parties; grain: party, most named first; bound: unreviewed, name (a part, in any case) or NULL, limit
SELECT party_id, name, group_id, group_name, reviewed, claim_count, names
FROM mart.v1_party
WHERE (NOT $unreviewed OR NOT reviewed)
    AND (
        $name::VARCHAR IS NULL
        OR contains(lower(name), lower($name))
        OR contains(lower(array_to_string(coalesce(names, []), chr(10))), lower($name))
    )
ORDER BY claim_count DESC, party_id
LIMIT $limit
