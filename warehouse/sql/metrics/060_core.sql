-- name: core and robust core (M9); grain: cut, group of the core; unit: group
-- Strongly connected components (Tarjan) of two or more groups along the edges of 040, and the same without rumours
-- and deals that can be called off (relation robust: cut, group_id, component_id, component_size). Who is in the first
-- and not in the second is in the circle only conditionally.
-- Pitfall: one deal more or less can join or part two components; read the size beside it.
-- columns: as table metric_core
INSERT INTO metric_core BY NAME
SELECT
    c.cut,
    c.group_id,
    c.component_id,
    c.component_size,
    r.group_id IS NOT NULL AS robust,
    r.component_id AS robust_component_id,
    r.component_size AS robust_component_size
FROM metric_component AS c
LEFT JOIN robust AS r ON r.cut = c.cut AND r.group_id = c.group_id
ORDER BY ALL
