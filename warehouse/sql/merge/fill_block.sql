-- name: blocks of the dirty claims; grain: claim and block; incoming: kinds and their families
-- what is bought in a takeover stands for itself, although on that day it may belong to the buyer already
INSERT INTO merge_block BY NAME
WITH payer AS (
    SELECT DISTINCT claim_id, group_id FROM merge_resolved WHERE side = 'payer'
),
payee AS (
    SELECT DISTINCT
        r.claim_id,
        CASE WHEN r.kind = 'acquisition' AND p.group_id IS NOT NULL THEN r.party_id ELSE r.group_id END AS group_id
    FROM merge_resolved AS r
    LEFT JOIN payer AS p ON p.claim_id = r.claim_id AND p.group_id = r.group_id
    WHERE r.side = 'payee'
),
family AS (
    SELECT DISTINCT r.claim_id, i.family FROM merge_resolved AS r JOIN incoming AS i ON i.kind = r.kind
),
met AS (
    SELECT coalesce(p.claim_id, e.claim_id) AS claim_id, p.group_id AS payer, e.group_id AS payee
    FROM payer AS p
    FULL JOIN payee AS e ON e.claim_id = p.claim_id
)
SELECT DISTINCT
    m.claim_id,
    m.payer IS NOT NULL AND m.payee IS NOT NULL AS whole,
    CASE WHEN m.payer IS NULL OR m.payee IS NULL
         THEN concat(f.family, ' ', coalesce(m.payer, '*'), ' ', coalesce(m.payee, '*'))
         ELSE concat(least(m.payer, m.payee), ' ', greatest(m.payer, m.payee)) END AS block
FROM met AS m
JOIN family AS f ON f.claim_id = m.claim_id
