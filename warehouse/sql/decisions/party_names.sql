-- name: names of a party; grain: name, commonest first; bound: party (id)
SELECT party_id, name, claim_count FROM party_name WHERE party_id = $party ORDER BY claim_count DESC, name
