-- name: what a merge keeps in mind while it lasts
CREATE TEMP TABLE merge_touched (whole BOOLEAN, block VARCHAR);
CREATE TEMP TABLE merge_touched_party (party_id VARCHAR);
CREATE TEMP TABLE merge_affected (cluster_id VARCHAR);
CREATE TEMP TABLE merge_changed (cluster_id VARCHAR);
CREATE TEMP TABLE merge_placed (
    claim_id VARCHAR, cluster_id VARCHAR, sides VARCHAR, swapped BOOLEAN, rank UTINYINT, distance INTEGER
);
CREATE TEMP TABLE merge_offered (cluster_id VARCHAR, block VARCHAR, date_low DATE, date_high DATE);
CREATE TEMP TABLE merge_place (block VARCHAR);
CREATE TEMP TABLE merge_unit (claim_id VARCHAR, unit VARCHAR);
CREATE TEMP TABLE merge_deal (deal_id VARCHAR);
CREATE TEMP TABLE merge_seat (family VARCHAR, group_id VARCHAR);
CREATE TEMP TABLE merge_done (deal_id VARCHAR)
