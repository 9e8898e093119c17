-- name: rows of claim_party whose claim a newer extractor states again; run before load claim
DELETE FROM claim_party
WHERE claim_id IN (
    SELECT t.claim_id FROM claim AS t JOIN incoming AS s ON t.claim_id = s.claim_id WHERE t.extractor <> s.extractor
)
