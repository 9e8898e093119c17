-- name: cycles of the report; grain: cut, cycle, the first of each cut; unit: US dollars; bound: most
SELECT *
FROM mart.v1_cycle
QUALIFY row_number() OVER (
    PARTITION BY cut ORDER BY length, bottleneck_low DESC, bottleneck_high DESC NULLS LAST, cycle_id
) <= $most
ORDER BY cut, length, bottleneck_low DESC, bottleneck_high DESC NULLS LAST, cycle_id
