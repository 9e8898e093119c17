-- name: names that the dirty claims use; grain: distinct names of one party and the id that the extractor gave
CREATE TEMP TABLE merge_name AS
SELECT row_number() OVER () AS number, names, given_id
FROM (
    SELECT DISTINCT p.names, p.party_id AS given_id
    FROM current_claim_party AS p
    SEMI JOIN merge_dirty AS d ON d.claim_id = p.claim_id
)
