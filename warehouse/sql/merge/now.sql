-- name: fingerprints of all that the merge reads; grain: current claim
CREATE TEMP TABLE merge_now AS
SELECT s.claim_id, hash(s, p.said) AS fingerprint
FROM merge_source AS s
LEFT JOIN (
    SELECT claim_id, bit_xor(hash(side, position, names, party_id)) AS said FROM current_claim_party GROUP BY claim_id
) AS p ON p.claim_id = s.claim_id
