-- name: addresses whose versions may have changed, and what each leads to; grain: address; incoming: addresses
-- an address that redirects shares its versions with the one that it leads to
CREATE OR REPLACE TEMP TABLE touched_address AS
WITH touched AS (
    SELECT coalesce(f.target, i.url) AS place
    FROM incoming AS i
    LEFT JOIN frontier AS f ON f.url = i.url
)
SELECT place AS url, place FROM touched
UNION
SELECT f.url, f.target FROM frontier AS f SEMI JOIN touched AS t ON t.place = f.target
