-- name: names of parties that no other claim uses; grain: name
CREATE OR REPLACE TEMP TABLE forget_name AS
SELECT unnest(names) AS name FROM claim_party WHERE claim_id IN (SELECT claim_id FROM forget_claim)
EXCEPT
SELECT unnest(names) FROM claim_party WHERE claim_id NOT IN (SELECT claim_id FROM forget_claim)
