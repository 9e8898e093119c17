-- name: rows of resolved_party that the dirty claims no longer say
DELETE FROM resolved_party
WHERE claim_id IN (SELECT claim_id FROM merge_dirty)
    AND NOT EXISTS (
        SELECT 1 FROM merge_resolved AS m
        WHERE m.claim_id = resolved_party.claim_id AND m.side = resolved_party.side
            AND m.position = resolved_party.position AND m.party_id = resolved_party.party_id
            AND m.group_id = resolved_party.group_id
    )
