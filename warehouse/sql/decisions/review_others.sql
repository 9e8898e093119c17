-- name: other deals between parties of a deal; grain: deal, nearest first; bound: deal (id)
WITH own AS (
    SELECT DISTINCT group_id FROM deal_party WHERE deal_id = $deal
),
near AS (
    SELECT p.deal_id, count(DISTINCT p.group_id) AS shared
    FROM deal_party AS p
    SEMI JOIN own AS o ON o.group_id = p.group_id
    WHERE p.deal_id <> $deal
    GROUP BY p.deal_id
)
SELECT d.deal_id, d.date, d.kind, d.payers, d.payees, d.amount_low, d.amount_high, d.currency, d.status
FROM near AS n
JOIN mart.v1_deal AS d ON d.deal_id = n.deal_id
JOIN deal AS own_deal ON own_deal.deal_id = $deal
WHERE n.shared = least(2, (SELECT count(*) FROM own))
ORDER BY n.shared DESC, abs(date_diff('day', d.known_from, own_deal.known_from)), d.deal_id
LIMIT 9
