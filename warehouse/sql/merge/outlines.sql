-- name: deals as links and flows see them; grain: deal
SELECT
    d.deal_id, d.family, d.kind, d.scope, d.change, d.qualifier, d.usd_low, d.usd_high, d.currency, d.fx_note,
    d.status, d.disputed, d.date_low, d.date_high, d.known_from, d.last_heard, d.contingent, d.sure, n.near,
    list({'party_id': p.party_id, 'group_id': p.group_id} ORDER BY p.position)
        FILTER (p.side = 'payer') AS payers,
    list({'party_id': p.party_id, 'group_id': p.group_id} ORDER BY p.position)
        FILTER (p.side = 'payee') AS payees
FROM merge_near AS n
JOIN deal AS d ON d.deal_id = n.deal_id
LEFT JOIN deal_party AS p ON p.deal_id = d.deal_id
GROUP BY ALL
ORDER BY d.deal_id
