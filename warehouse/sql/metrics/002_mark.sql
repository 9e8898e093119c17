-- name: rumours and deals that can be called off (feeds the variants, M9); grain: flow that has a mark
-- A rumour is a deal in talks, or one that a source denies. Cancelable is what is not completed and, by the words of
-- a claim not older than the newest change of its status, a letter of intent, an option or the like; or what relation
-- given says (deal_id: hand-made lists carry the mark themselves). Bound: cancelable, a regular expression for quotes.
-- Pitfall: an article that does not say that a letter of intent is one makes a firm deal of it.
-- columns: flow_id, rumour, cancelable, generic
INSERT INTO metric_mark BY NAME
WITH letter AS (
    SELECT DISTINCT f.deal_id
    FROM flow AS f
    JOIN (SELECT deal_id, max(known_from) AS since FROM deal_status GROUP BY deal_id) AS s ON s.deal_id = f.deal_id
    JOIN deal_claim AS dc ON dc.deal_id = f.deal_id AND dc.role IN ('support', 'minority')
    JOIN current_claim AS c ON c.claim_id = dc.claim_id
    WHERE f.status NOT IN ('completed', 'cancelled')
        AND coalesce(dc.known_from, s.since) >= s.since
        AND regexp_matches(lower(c.quote), $cancelable)
    UNION
    SELECT deal_id FROM given
),
marked AS (
    SELECT
        f.flow_id,
        f.status = 'talks' OR f.disputed AS rumour,
        f.status <> 'completed' AND l.deal_id IS NOT NULL AS cancelable,
        p.group_id IS NOT NULL OR r.group_id IS NOT NULL AS generic
    FROM flow AS f
    LEFT JOIN letter AS l ON l.deal_id = f.deal_id
    LEFT JOIN metric_generic AS p ON p.group_id = f.payer_group
    LEFT JOIN metric_generic AS r ON r.group_id = f.payee_group
)
SELECT * FROM marked WHERE rumour OR cancelable OR generic ORDER BY ALL
