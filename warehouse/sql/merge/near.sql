-- name: deals whose links and flows are made again; grain: deal
-- near ones share a family and a payee with a touched deal; the others share one with a near one
CREATE OR REPLACE TEMP TABLE merge_near AS
WITH seat AS (
    SELECT d.deal_id, d.family, p.group_id
    FROM deal AS d
    JOIN deal_party AS p ON p.deal_id = d.deal_id
    WHERE p.side = 'payee'
),
near AS (
    SELECT DISTINCT s.deal_id
    FROM seat AS s
    SEMI JOIN merge_seat AS m ON m.family = s.family AND m.group_id = s.group_id
    UNION SELECT deal_id FROM merge_deal
),
around AS (
    SELECT DISTINCT s.family, s.group_id FROM seat AS s SEMI JOIN near AS n ON n.deal_id = s.deal_id
)
SELECT deal_id, true AS near FROM near
UNION ALL
SELECT DISTINCT s.deal_id, false
FROM seat AS s
SEMI JOIN around AS a ON a.family = s.family AND a.group_id = s.group_id
ANTI JOIN near AS n ON n.deal_id = s.deal_id
