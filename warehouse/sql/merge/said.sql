-- name: whom the dirty claims name; grain: claim, side and position
-- on_day is the day on which a party's group is looked up: the middle of the claim's days, else its known_from
CREATE TEMP TABLE merge_said AS
SELECT
    s.claim_id,
    s.kind,
    p.side,
    p.position,
    n.number,
    coalesce(s.date_low + ((s.date_high - s.date_low) // 2)::INTEGER, s.known_from::DATE) AS on_day
FROM merge_source AS s
SEMI JOIN merge_dirty AS d ON d.claim_id = s.claim_id
JOIN current_claim_party AS p ON p.claim_id = s.claim_id
JOIN merge_name AS n ON n.names = p.names AND n.given_id IS NOT DISTINCT FROM p.party_id
