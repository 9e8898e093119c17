-- name: note the begin of a run; bound: run id, command, start
INSERT INTO run (run_id, command, started_at) VALUES (?, ?, ?)
