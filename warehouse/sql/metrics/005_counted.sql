-- name: flows of each cut (feeds all sums); grain: cut, flow
-- A cut holds what has come so far: completed; announced and completed; everything not cancelled. Counted is a
-- single deal whose money no other deal of the same cut holds already (the whole of an instalment, a told share, an
-- expansion). Bound: rumours and cancelable, false to leave these out.
-- columns: cut, flow_id, counted
INSERT INTO metric_counted BY NAME
WITH cut(cut, status) AS (
    VALUES
        ('completed', 'completed'),
        ('announced', 'completed'), ('announced', 'announced'),
        ('open', 'completed'), ('open', 'announced'), ('open', 'talks')
),
in_cut AS (
    SELECT c.cut, f.flow_id, f.deal_id, f.summed, f.covered_by
    FROM flow AS f
    JOIN cut AS c ON c.status = f.status
    LEFT JOIN metric_mark AS m ON m.flow_id = f.flow_id
    WHERE ($rumours OR NOT coalesce(m.rumour, false)) AND ($cancelable OR NOT coalesce(m.cancelable, false))
),
out_of_variant AS (
    SELECT DISTINCT f.deal_id
    FROM flow AS f
    JOIN metric_mark AS m ON m.flow_id = f.flow_id
    WHERE (m.rumour AND NOT $rumours) OR (m.cancelable AND NOT $cancelable)
),
deal_in_cut AS (
    SELECT DISTINCT c.cut, d.deal_id
    FROM deal AS d
    JOIN cut AS c ON c.status = d.status
    ANTI JOIN out_of_variant AS o ON o.deal_id = d.deal_id
    WHERE d.sure
),
covered AS (
    SELECT DISTINCT f.cut, f.flow_id
    FROM (SELECT cut, flow_id, unnest(covered_by) AS cover_id FROM in_cut) AS f
    JOIN deal_in_cut AS d ON d.cut = f.cut AND d.deal_id = f.cover_id
)
SELECT f.cut, f.flow_id, f.summed AND c.flow_id IS NULL AS counted
FROM in_cut AS f
LEFT JOIN covered AS c ON c.cut = f.cut AND c.flow_id = f.flow_id
