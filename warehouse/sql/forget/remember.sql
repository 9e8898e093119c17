-- name: note that an address was forgotten; bound: key, now (UTC)
MERGE INTO forgotten AS t
USING (SELECT $key AS address_key, $now::TIMESTAMP AS forgotten_at) AS s
    ON t.address_key = s.address_key
WHEN MATCHED THEN UPDATE BY NAME
WHEN NOT MATCHED THEN INSERT BY NAME
