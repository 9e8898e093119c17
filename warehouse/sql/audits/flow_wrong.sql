-- name: flows inside one group, of unsure deals, or of deals that are gone; grain: bad row
-- mend: run `roundtrip run`: the merge was not finished
SELECT 'inside one group' AS problem, flow_id FROM flow WHERE payer_group = payee_group
UNION ALL SELECT 'deal is gone', flow_id FROM flow ANTI JOIN deal USING (deal_id)
UNION ALL SELECT 'deal is unsure', f.flow_id FROM flow AS f JOIN deal AS d USING (deal_id) WHERE NOT d.sure
ORDER BY ALL
