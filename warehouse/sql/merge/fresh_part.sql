-- name: rows of one part that resolved_party does not have yet; grain: claim, side and position; bound: part
SELECT claim_id, side, position, party_id, group_id FROM merge_fresh WHERE part = $part
