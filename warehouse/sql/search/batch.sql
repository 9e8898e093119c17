-- name: a part of the texts that have no words yet; grain: document; bound: first place, one past the last
SELECT document_id, article_id, claim_id, content_key, title, quote
FROM search_missing
WHERE place >= $first AND place < $last
