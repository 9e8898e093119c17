-- name: metrics
-- Measures of how much money goes round. Every table is rebuilt as a whole from flow. The cut says
-- which deals enter: completed; announced (and completed); open (everything not cancelled).
-- A deal without an amount is nothing at least and unbounded at most: it is never guessed.

CREATE TABLE metric_direction (
    cut VARCHAR NOT NULL,
    class VARCHAR NOT NULL,
    payer_group VARCHAR NOT NULL,
    payee_group VARCHAR NOT NULL,
    usd_low DECIMAL(38, 2) NOT NULL,
    usd_high DECIMAL(38, 2),
    deal_count BIGINT NOT NULL,
    unstated_count BIGINT NOT NULL,
    unsplit_usd_high DECIMAL(38, 2)
);
COMMENT ON TABLE metric_direction IS 'One row per cut, class and directed pair of groups: the sum of its deals.';
COMMENT ON COLUMN metric_direction.cut IS 'completed, announced or open.';
COMMENT ON COLUMN metric_direction.class IS 'capital, spend, contingent or acquisition.';
COMMENT ON COLUMN metric_direction.payer_group IS 'Group that pays.';
COMMENT ON COLUMN metric_direction.payee_group IS 'Group that is paid.';
COMMENT ON COLUMN metric_direction.usd_low IS 'Lower bound in US dollars, no less than any running total.';
COMMENT ON COLUMN metric_direction.usd_high IS 'Upper bound in US dollars; NULL where a deal has no ceiling or no amount and no running total bounds it.';
COMMENT ON COLUMN metric_direction.deal_count IS 'Deals, without running totals and sums that cannot be split.';
COMMENT ON COLUMN metric_direction.unstated_count IS 'Of these, deals without an amount in US dollars.';
COMMENT ON COLUMN metric_direction.unsplit_usd_high IS 'Most that sums over several parties could add to this pair; kept out of the bounds; NULL where none.';

CREATE TABLE metric_round_trip (
    cut VARCHAR NOT NULL,
    funder_group VARCHAR NOT NULL,
    spender_group VARCHAR NOT NULL,
    is_round_trip BOOLEAN NOT NULL,
    capital_low DECIMAL(38, 2) NOT NULL,
    capital_high DECIMAL(38, 2),
    spend_low DECIMAL(38, 2) NOT NULL,
    spend_high DECIMAL(38, 2),
    recycled_low DECIMAL(38, 2) NOT NULL,
    recycled_high DECIMAL(38, 2),
    spend_back_low DOUBLE,
    spend_back_high DOUBLE,
    balance_low DOUBLE,
    balance_high DOUBLE,
    capital_deals BIGINT NOT NULL,
    spend_deals BIGINT NOT NULL,
    capital_unstated BIGINT NOT NULL,
    spend_unstated BIGINT NOT NULL,
    gap_days_low BIGINT,
    gap_days_high BIGINT,
    spend_first BOOLEAN,
    within_180_days BOOLEAN,
    within_365_days BOOLEAN,
    exclusive BOOLEAN NOT NULL,
    disputed BOOLEAN NOT NULL
);
COMMENT ON TABLE metric_round_trip IS 'One row per cut and pair of groups where one funds the other and is paid by it.';
COMMENT ON COLUMN metric_round_trip.cut IS 'completed, announced or open.';
COMMENT ON COLUMN metric_round_trip.funder_group IS 'Group that gives capital and is paid.';
COMMENT ON COLUMN metric_round_trip.spender_group IS 'Group that gets capital and spends with the funder.';
COMMENT ON COLUMN metric_round_trip.is_round_trip IS 'True where both sides have deals in this cut; a pair has a row in every cut.';
COMMENT ON COLUMN metric_round_trip.capital_low IS 'Capital from funder to spender, lower bound, US dollars.';
COMMENT ON COLUMN metric_round_trip.capital_high IS 'Capital from funder to spender, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_round_trip.spend_low IS 'Spending pledged back, lower bound, US dollars.';
COMMENT ON COLUMN metric_round_trip.spend_high IS 'Spending pledged back, upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_round_trip.recycled_low IS 'Least that can be the same dollars: the smaller of the two lower bounds.';
COMMENT ON COLUMN metric_round_trip.recycled_high IS 'Most that can be the same dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_round_trip.spend_back_low IS 'Spending over capital, lower bound; NULL over nothing.';
COMMENT ON COLUMN metric_round_trip.spend_back_high IS 'Spending over capital, upper bound; NULL is unbounded, or over nothing.';
COMMENT ON COLUMN metric_round_trip.balance_low IS 'Smaller direction over larger, lower bound, 0 to 1.';
COMMENT ON COLUMN metric_round_trip.balance_high IS 'Smaller direction over larger, upper bound, 0 to 1.';
COMMENT ON COLUMN metric_round_trip.capital_deals IS 'Capital deals.';
COMMENT ON COLUMN metric_round_trip.spend_deals IS 'Spending deals.';
COMMENT ON COLUMN metric_round_trip.capital_unstated IS 'Capital deals without an amount in US dollars.';
COMMENT ON COLUMN metric_round_trip.spend_unstated IS 'Spending deals without an amount in US dollars.';
COMMENT ON COLUMN metric_round_trip.gap_days_low IS 'Fewest days that can lie between the nearest capital and spending deals, either order.';
COMMENT ON COLUMN metric_round_trip.gap_days_high IS 'Most days that can lie between these two.';
COMMENT ON COLUMN metric_round_trip.spend_first IS 'True where the spending deal surely came first, false where the capital did, NULL where dates overlap.';
COMMENT ON COLUMN metric_round_trip.within_180_days IS 'True where the two surely lie within 180 days, false where surely not, NULL where it depends.';
COMMENT ON COLUMN metric_round_trip.within_365_days IS 'As within_180_days, for 365 days.';
COMMENT ON COLUMN metric_round_trip.exclusive IS 'True where a spending deal is exclusive.';
COMMENT ON COLUMN metric_round_trip.disputed IS 'True where a deal of the pair is disputed.';

CREATE TABLE metric_component (
    cut VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    component_id VARCHAR NOT NULL,
    component_size INTEGER NOT NULL
);
COMMENT ON TABLE metric_component IS 'One row per cut and group that lies in a strongly connected component of two or more groups.';
COMMENT ON COLUMN metric_component.cut IS 'completed, announced or open.';
COMMENT ON COLUMN metric_component.group_id IS 'Key, with cut.';
COMMENT ON COLUMN metric_component.component_id IS 'Smallest group id of the component.';
COMMENT ON COLUMN metric_component.component_size IS 'Groups in it.';

CREATE TABLE metric_cycle (
    cut VARCHAR NOT NULL,
    cycle_id VARCHAR NOT NULL,
    length INTEGER NOT NULL,
    path VARCHAR[] NOT NULL,
    bottleneck_low DECIMAL(38, 2) NOT NULL,
    bottleneck_high DECIMAL(38, 2),
    has_capital BOOLEAN NOT NULL,
    has_spend BOOLEAN NOT NULL,
    unstated_edges INTEGER NOT NULL
);
COMMENT ON TABLE metric_cycle IS 'One row per cut and simple cycle of two to five groups.';
COMMENT ON COLUMN metric_cycle.cut IS 'completed, announced or open.';
COMMENT ON COLUMN metric_cycle.cycle_id IS 'Key, with cut: hash of the path.';
COMMENT ON COLUMN metric_cycle.length IS 'Groups in the cycle.';
COMMENT ON COLUMN metric_cycle.path IS 'Groups in the order money goes, smallest id first; the last pays the first.';
COMMENT ON COLUMN metric_cycle.bottleneck_low IS 'Smallest lower bound of its edges, US dollars: what can surely go round.';
COMMENT ON COLUMN metric_cycle.bottleneck_high IS 'Smallest upper bound of its edges, US dollars; NULL where no edge has a ceiling.';
COMMENT ON COLUMN metric_cycle.has_capital IS 'True where an edge carries capital.';
COMMENT ON COLUMN metric_cycle.has_spend IS 'True where an edge carries spending.';
COMMENT ON COLUMN metric_cycle.unstated_edges IS 'Edges without any amount; each counts as none at least and without ceiling.';

CREATE TABLE metric_search (
    cut VARCHAR NOT NULL,
    max_length INTEGER NOT NULL,
    max_count INTEGER NOT NULL,
    cycle_count INTEGER NOT NULL,
    truncated BOOLEAN NOT NULL,
    reason VARCHAR
);
COMMENT ON TABLE metric_search IS 'One row per cut: how the search for cycles was bounded and whether it was cut short.';
COMMENT ON COLUMN metric_search.cut IS 'Key.';
COMMENT ON COLUMN metric_search.max_length IS 'Longest cycle looked for.';
COMMENT ON COLUMN metric_search.max_count IS 'Most cycles kept.';
COMMENT ON COLUMN metric_search.cycle_count IS 'Cycles found.';
COMMENT ON COLUMN metric_search.truncated IS 'True where there may be more.';
COMMENT ON COLUMN metric_search.reason IS 'count or time, where truncated.';

CREATE TABLE metric_exposure (
    cut VARCHAR NOT NULL,
    group_id VARCHAR NOT NULL,
    total_low DECIMAL(38, 2) NOT NULL,
    total_high DECIMAL(38, 2),
    circular_low DECIMAL(38, 2) NOT NULL,
    circular_high DECIMAL(38, 2),
    exposure_low DOUBLE,
    exposure_high DOUBLE,
    edge_count BIGINT NOT NULL,
    circular_edge_count BIGINT NOT NULL,
    in_component BOOLEAN NOT NULL
);
COMMENT ON TABLE metric_exposure IS 'One row per cut and group: how much of its flows lies inside a circular core.';
COMMENT ON COLUMN metric_exposure.cut IS 'completed, announced or open.';
COMMENT ON COLUMN metric_exposure.group_id IS 'Key, with cut.';
COMMENT ON COLUMN metric_exposure.total_low IS 'All capital and spending in and out, lower bound, US dollars.';
COMMENT ON COLUMN metric_exposure.total_high IS 'Upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_exposure.circular_low IS 'Of this, with groups of the same strongly connected component, lower bound.';
COMMENT ON COLUMN metric_exposure.circular_high IS 'Upper bound, US dollars; NULL is unbounded.';
COMMENT ON COLUMN metric_exposure.exposure_low IS 'Circular over total, lower bound, 0 to 1; NULL where no amounts are stated.';
COMMENT ON COLUMN metric_exposure.exposure_high IS 'Circular over total, upper bound, 0 to 1; NULL where no amounts are stated.';
COMMENT ON COLUMN metric_exposure.edge_count IS 'Directed pairs and classes the group takes part in.';
COMMENT ON COLUMN metric_exposure.circular_edge_count IS 'Of these, inside the component.';
COMMENT ON COLUMN metric_exposure.in_component IS 'True where the group lies in a strongly connected component.';
