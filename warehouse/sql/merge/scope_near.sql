-- name: deals whose links and flows are made again; grain: deal
CREATE OR REPLACE TEMP TABLE merge_scope AS SELECT deal_id AS key FROM merge_near WHERE near
