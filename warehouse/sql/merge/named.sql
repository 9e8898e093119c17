-- name: who was meant at the last merge; grain: distinct name, day and answer
-- on_day is the day on which a party's group is looked up: the middle of the claim's days, else its known_from
CREATE TEMP TABLE merge_named AS
SELECT p.names, p.party_id AS given_id, r.party_id, r.group_id, d.on_day, list(p.claim_id) AS claims
FROM current_claim_party AS p
JOIN resolved_party AS r ON r.claim_id = p.claim_id AND r.side = p.side AND r.position = p.position
JOIN (
    SELECT claim_id, coalesce(date_low + ((date_high - date_low) // 2)::INTEGER, known_from::DATE) AS on_day
    FROM merge_source
) AS d ON d.claim_id = p.claim_id
GROUP BY ALL
