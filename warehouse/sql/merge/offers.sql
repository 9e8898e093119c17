-- name: where claims of one side find the changed clusters: before and now
INSERT INTO merge_changed
SELECT cluster_id FROM merge_moved WHERE elsewhere
UNION SELECT old_id FROM merge_moved WHERE elsewhere AND old_id IS NOT NULL;
INSERT INTO merge_place
SELECT DISTINCT o.block FROM merge_offer AS o SEMI JOIN merge_changed AS c ON c.cluster_id = o.cluster_id;
DELETE FROM merge_offer WHERE cluster_id IN (SELECT cluster_id FROM merge_changed);
INSERT INTO merge_offer BY NAME
SELECT o.* FROM merge_offered AS o SEMI JOIN merge_changed AS c ON c.cluster_id = o.cluster_id;
CREATE TEMP TABLE merge_changed_offer AS
SELECT o.* FROM merge_offer AS o SEMI JOIN merge_changed AS c ON c.cluster_id = o.cluster_id;
INSERT INTO merge_place SELECT DISTINCT block FROM merge_changed_offer
