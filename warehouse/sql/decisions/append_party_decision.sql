-- name: append party_decision; grain: decision; key: decision_id; rows are only ever added
MERGE INTO party_decision AS t
USING incoming AS s
    ON t.decision_id = s.decision_id
WHEN NOT MATCHED THEN INSERT BY NAME
