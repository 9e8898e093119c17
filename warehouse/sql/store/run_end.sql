-- name: note the end of a run; bound: end, outcome, message, rows added, run id
UPDATE run SET finished_at = ?, outcome = ?, message = ?, rows_added = ? WHERE run_id = ?
