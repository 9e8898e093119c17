-- name: families and payees whose deals may hang together otherwise; grain: family and payee group
INSERT INTO merge_seat
SELECT DISTINCT d.family, p.group_id
FROM deal AS d
JOIN deal_party AS p ON p.deal_id = d.deal_id
SEMI JOIN merge_deal AS m ON m.deal_id = d.deal_id
WHERE p.side = 'payee'
