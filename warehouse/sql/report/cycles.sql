-- name: cycles of the report; grain: cut, cycle; unit: US dollars
SELECT *
FROM mart.v1_cycle
ORDER BY cut, length, bottleneck_low DESC, bottleneck_high DESC NULLS LAST, cycle_id
