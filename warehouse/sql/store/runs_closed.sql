-- name: note that runs without an end died; bound: message
-- Their end stays unknown. Whoever runs this holds the data folder, so none of them is at work.
UPDATE run SET outcome = 'failed', message = ? WHERE finished_at IS NULL AND outcome IS NULL RETURNING run_id
