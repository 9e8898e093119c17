-- name: newest day (UTC) on which a page was forgotten; grain: one row
SELECT max(forgotten_at)::DATE AS day FROM forgotten
