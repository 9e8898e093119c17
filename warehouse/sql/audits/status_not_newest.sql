-- name: deals whose status is not the newest of their history; grain: bad row
-- mend: run `roundtrip run`: the merge was not finished
SELECT d.deal_id, d.status, h.status AS newest
FROM deal AS d
JOIN (SELECT deal_id, arg_max(status, position) AS status FROM deal_status GROUP BY deal_id) AS h USING (deal_id)
WHERE d.status <> h.status
ORDER BY ALL
