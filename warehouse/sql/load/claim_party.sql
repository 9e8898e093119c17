-- name: load claim_party; grain: one row of claim_party; key: claim_id, side, position; a row that is there stays as it is
MERGE INTO claim_party AS t
USING incoming AS s
    ON t.claim_id = s.claim_id AND t.side = s.side AND t.position = s.position
WHEN NOT MATCHED THEN INSERT BY NAME
RETURNING merge_action
