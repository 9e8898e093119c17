-- name: all deals as those whose links and flows are made; grain: deal
CREATE OR REPLACE TEMP TABLE merge_near AS SELECT deal_id, true AS near FROM deal
