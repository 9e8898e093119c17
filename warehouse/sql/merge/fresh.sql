-- name: rows that resolved_party does not have yet, in parts; grain: claim, side and position; bound: size
CREATE TEMP TABLE merge_fresh AS
SELECT
    m.claim_id, m.side, m.position, m.party_id, m.group_id,
    ((row_number() OVER () - 1) // $size)::INTEGER AS part
FROM merge_resolved AS m
ANTI JOIN resolved_party AS r
    ON r.claim_id = m.claim_id AND r.side = m.side AND r.position = m.position
    AND r.party_id = m.party_id AND r.group_id = m.group_id
