-- name: new deals are touched too
INSERT INTO merge_deal SELECT deal_id FROM merge_done EXCEPT SELECT deal_id FROM merge_deal
