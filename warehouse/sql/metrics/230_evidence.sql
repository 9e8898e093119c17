-- name: evidence index (M23); grain: deal; unit: index 0 to 1
-- Mean of five parts: independent sources n / (n + 1), where copies, cited origins and publishers are collapsed;
-- languages (1 for both, else a half); share of claims with a figure that have the deal's; 1 where nobody denies it;
-- and the class of the best source, which the ledger does not hold: 0 for the lower bound, 1 for the upper.
-- Pitfall: fifty copies of one report are one source; a deal without a figure has no numeric part, and it is open too.
-- columns: as table metric_evidence
INSERT INTO metric_evidence BY NAME
WITH told AS (
    SELECT
        dc.deal_id,
        count(*) AS claim_count,
        count(DISTINCT coalesce(a.cited_origin, a.publisher, a.article_id)) AS publishers,
        list(DISTINCT a.language ORDER BY a.language) FILTER (a.language IS NOT NULL) AS languages,
        count(*) FILTER (c.currency IS NOT NULL) AS figures,
        count(*) FILTER (c.currency IS NOT NULL AND dc.role NOT IN ('minority', 'unit_error', 'unsure')) AS same_figures
    FROM deal_claim AS dc
    LEFT JOIN current_claim AS c ON c.claim_id = dc.claim_id
    LEFT JOIN article AS a ON a.article_id = c.article_id
    GROUP BY dc.deal_id
),
part AS (
    SELECT
        d.deal_id,
        t.claim_count,
        d.independent_source_count AS independent_sources,
        t.publishers,
        t.languages,
        d.independent_source_count / (d.independent_source_count + 1.0) AS source_part,
        CASE WHEN len(t.languages) > 1 THEN 1.0 ELSE 0.5 END AS language_part,
        CASE WHEN t.figures > 0 THEN t.same_figures::DOUBLE / t.figures END AS numeric_part,
        CASE WHEN d.disputed THEN 0.0 ELSE 1.0 END AS dispute_part
    FROM deal AS d
    JOIN told AS t ON t.deal_id = d.deal_id
)
SELECT
    *,
    (source_part + language_part + coalesce(numeric_part, 0) + dispute_part) / 5 AS index_low,
    (source_part + language_part + coalesce(numeric_part, 1) + dispute_part + 1) / 5 AS index_high,
    CASE WHEN numeric_part IS NULL THEN 'the class of the best source is not known, and no claim has a figure'
         ELSE 'the class of the best source is not known' END AS reason
FROM part
ORDER BY deal_id
