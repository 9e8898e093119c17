-- name: parties; grain: party; bound: unreviewed
SELECT party_id, name, group_name, reviewed, claim_count, names
FROM mart.v1_party
WHERE NOT $unreviewed OR NOT reviewed
ORDER BY claim_count DESC, party_id
