-- name: parties of the report; grain: party
SELECT party_id, name, group_id, names, reviewed, claim_count
FROM mart.v1_party
ORDER BY claim_count DESC, party_id
