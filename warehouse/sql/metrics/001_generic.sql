-- name: generic groups (feeds M1-M10, M15); grain: group
-- A name that nobody has reviewed and that only says what kind of party pays (investors, a group of lenders) is no
-- party: money through it would close cycles that are none. Bound: generic, a regular expression for whole names.
-- Pitfall: a firm with such a name, once reviewed in the alias table, is a party like any other.
-- columns: group_id
INSERT INTO metric_generic BY NAME
SELECT DISTINCT p.party_id AS group_id
FROM party AS p
LEFT JOIN party_name AS n ON n.party_id = p.party_id
WHERE NOT p.reviewed
    AND (
        regexp_full_match(trim(regexp_replace(lower(p.name), '[_\s-]+', ' ', 'g')), $generic)
        OR regexp_full_match(trim(regexp_replace(lower(n.name), '[_\s-]+', ' ', 'g')), $generic)
    )
ORDER BY ALL
