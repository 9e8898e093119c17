-- name: moment of the newest decision, UTC; one row
SELECT max(decided_at)
FROM (SELECT decided_at FROM claim_decision UNION ALL SELECT decided_at FROM party_decision)
