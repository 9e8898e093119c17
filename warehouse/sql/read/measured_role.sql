-- name: roles of one group towards another, two or more; grain: directed pair of groups; bound: cut
SELECT * EXCLUDE (cut) FROM mart.v1_role WHERE cut = $cut AND score_high > 1
ORDER BY score_low DESC, score_high DESC, group_id, other_group_id
