-- name: one party; grain: party; bound: party (id)
SELECT party_id, name, group_id, group_name, reviewed, claim_count FROM mart.v1_party WHERE party_id = $party
