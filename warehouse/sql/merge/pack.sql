-- name: units packed into parts of bounded size, with all that the merge reads; grain: claim; bound: size
-- payers and payees: position, party and group (unit separator between) of each party (record separator), unordered
CREATE OR REPLACE TEMP TABLE merge_work AS
WITH packed AS (
    SELECT unit, (sum(count(*)) OVER (ORDER BY unit) // $size)::INTEGER AS part FROM merge_unit GROUP BY unit
),
wanted AS (
    SELECT u.claim_id, u.unit, p.part FROM merge_unit AS u JOIN packed AS p ON p.unit = u.unit
),
party AS (
    SELECT
        p.claim_id,
        string_agg(concat_ws(chr(31), p.position, p.party_id, p.group_id), chr(30)) FILTER (p.side = 'payer') AS payers,
        string_agg(concat_ws(chr(31), p.position, p.party_id, p.group_id), chr(30)) FILTER (p.side = 'payee') AS payees
    FROM resolved_party AS p
    SEMI JOIN merge_unit AS w ON w.claim_id = p.claim_id
    GROUP BY p.claim_id
)
SELECT w.part, w.unit, m.cluster_id, m.sides, m.swapped, p.payers, p.payees, s.*
FROM wanted AS w
JOIN merge_source AS s ON s.claim_id = w.claim_id
LEFT JOIN party AS p ON p.claim_id = w.claim_id
LEFT JOIN merge_claim AS m ON m.claim_id = w.claim_id
ORDER BY w.part, w.unit, w.claim_id
