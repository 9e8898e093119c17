-- name: who is meant by each name; incoming: number of the name, party, and its group where no day decides it
CREATE TEMP TABLE merge_meant AS SELECT number, party_id, group_id FROM incoming
