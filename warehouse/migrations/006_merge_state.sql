-- name: merge state
-- What the last merge saw and decided, so that the next one merges again only the blocks that new claims
-- touch. Derived like the ledger: emptied, it is made again by a merge of everything.

CREATE TABLE merge_state (
    rules VARCHAR NOT NULL,
    names VARCHAR NOT NULL
);
COMMENT ON TABLE merge_state IS 'One row: by which rules and which names the ledger was merged; none before the first merge.';
COMMENT ON COLUMN merge_state.rules IS 'Hash of the rules of merging and their numbers; where it differs, everything is merged again.';
COMMENT ON COLUMN merge_state.names IS 'Hash of the alias table and the decisions on parties; where it differs, all names are resolved again.';

CREATE TABLE merge_claim (
    claim_id VARCHAR NOT NULL,
    fingerprint UBIGINT NOT NULL,
    cluster_id VARCHAR NOT NULL,
    sides VARCHAR NOT NULL,
    swapped BOOLEAN NOT NULL,
    rank UTINYINT,
    distance INTEGER
);
COMMENT ON TABLE merge_claim IS 'One row per claim of the last merge: what it said, and which claims it was put with.';
COMMENT ON COLUMN merge_claim.claim_id IS 'Key.';
COMMENT ON COLUMN merge_claim.fingerprint IS 'Hash of all that the merge reads of the claim.';
COMMENT ON COLUMN merge_claim.cluster_id IS 'The first claim of those it was put with; equal for claims of one deal.';
COMMENT ON COLUMN merge_claim.sides IS 'whole where it names both sides; joined where it names one and joined claims of both; half where it names one and did not.';
COMMENT ON COLUMN merge_claim.swapped IS 'True where it has the parties the other way round.';
COMMENT ON COLUMN merge_claim.rank IS 'How a joined claim fits, 0 the best; NULL for others.';
COMMENT ON COLUMN merge_claim.distance IS 'Days between a joined claim and the nearest claim it fits; NULL for others.';

CREATE TABLE merge_block (
    claim_id VARCHAR NOT NULL,
    whole BOOLEAN NOT NULL,
    block VARCHAR NOT NULL
);
COMMENT ON TABLE merge_block IS 'One row per claim and block in which it meets others: each pair of groups, or each known side with its family of kinds.';
COMMENT ON COLUMN merge_block.claim_id IS 'Key, with block.';
COMMENT ON COLUMN merge_block.whole IS 'True for blocks of claims that name both sides.';
COMMENT ON COLUMN merge_block.block IS 'Two groups in the order of the alphabet; or family, payer group or *, payee group or *.';

CREATE TABLE merge_offer (
    cluster_id VARCHAR NOT NULL,
    block VARCHAR NOT NULL,
    date_low DATE NOT NULL,
    date_high DATE NOT NULL
);
COMMENT ON TABLE merge_offer IS 'One row per cluster of claims of both sides and block of one side in which claims of one side look for it.';
COMMENT ON COLUMN merge_offer.cluster_id IS 'Key, with block.';
COMMENT ON COLUMN merge_offer.block IS 'Family, payer group or *, payee group or *.';
COMMENT ON COLUMN merge_offer.date_low IS 'First day that its claims speak of.';
COMMENT ON COLUMN merge_offer.date_high IS 'Last day that its claims speak of.';

ALTER TABLE deal_status ADD COLUMN fx_date DATE;
ALTER TABLE deal_status ADD COLUMN fx_rate DECIMAL(38, 10);
COMMENT ON COLUMN deal_status.fx_date IS 'Day of the reference rate of that moment''s amount.';
COMMENT ON COLUMN deal_status.fx_rate IS 'US dollars for one unit of currency on that day.';

ALTER TABLE deal_claim ADD COLUMN known_from TIMESTAMP;
COMMENT ON COLUMN deal_claim.known_from IS 'When the claim became known, UTC; a deal as of a day has the claims known by then.';
