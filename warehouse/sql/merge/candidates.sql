-- name: claims of the clusters to be held against those of one side; grain: cluster and claim
-- payers and payees: position, party and group (unit separator between) of each party (record separator), unordered
WITH wanted AS (
    SELECT m.claim_id, m.cluster_id AS unit, m.sides, m.swapped
    FROM merge_claim AS m
    SEMI JOIN (
        SELECT cluster_id FROM merge_pair
        UNION
        SELECT o.cluster_id FROM merge_changed_offer AS o SEMI JOIN merge_seek AS k ON k.block = o.block
    ) AS p ON p.cluster_id = m.cluster_id
    WHERE m.sides = 'whole'
),
party AS (
    SELECT
        p.claim_id,
        string_agg(concat_ws(chr(31), p.position, p.party_id, p.group_id), chr(30)) FILTER (p.side = 'payer') AS payers,
        string_agg(concat_ws(chr(31), p.position, p.party_id, p.group_id), chr(30)) FILTER (p.side = 'payee') AS payees
    FROM resolved_party AS p
    SEMI JOIN wanted AS w ON w.claim_id = p.claim_id
    GROUP BY p.claim_id
)
SELECT w.unit, w.unit AS cluster_id, w.sides, w.swapped, p.payers, p.payees, s.*
FROM wanted AS w
JOIN merge_source AS s ON s.claim_id = w.claim_id
LEFT JOIN party AS p ON p.claim_id = w.claim_id
ORDER BY w.unit, w.claim_id
