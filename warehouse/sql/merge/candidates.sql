-- name: claims of the clusters to be held against those of one side; grain: part and claim
-- payers and payees: position, party and group (unit separator between) of each party (record separator), unordered
CREATE OR REPLACE TEMP TABLE merge_candidate AS
WITH wanted AS (
    SELECT DISTINCT p.part, m.claim_id, m.cluster_id AS unit, m.sides, m.swapped
    FROM (SELECT DISTINCT part, cluster_id FROM merge_pair) AS p
    JOIN merge_claim AS m ON m.cluster_id = p.cluster_id AND m.sides = 'whole'
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
SELECT w.part, w.unit, w.unit AS cluster_id, w.sides, w.swapped, p.payers, p.payees, s.*
FROM wanted AS w
JOIN merge_source AS s ON s.claim_id = w.claim_id
LEFT JOIN party AS p ON p.claim_id = w.claim_id
ORDER BY w.part, w.unit, w.claim_id
