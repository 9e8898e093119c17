-- name: note the rules and names of this merge; bound: rules, names
INSERT INTO merge_state (rules, names) VALUES ($rules, $names)
