-- name: distinct names, days and answers of the last merge; grain: row of merge_named
SELECT rowid, names, given_id, on_day, party_id, group_id FROM merge_named
