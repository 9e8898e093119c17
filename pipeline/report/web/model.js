// Deals, flows and cycles as objects, and which of them the reader's filters leave.

const CUTS = { completed: ["completed"], announced: ["completed", "announced"], open: ["completed", "announced", "talks"] };
const CLASS_OF = {};
const deals = records(DATA.deals);
const dealById = new Map(deals.map((deal) => [deal.deal_id, deal]));
const flows = records(DATA.flows);
const flowsByPair = groupBy(flows, (flow) => `${flow.payer_group_id}\n${flow.payee_group_id}`);
const historyByDeal = groupBy(records(DATA.history), (moment) => moment.deal_id);
const conflictsByDeal = groupBy(records(DATA.conflicts), (conflict) => conflict.deal_id);
const roundTrips = records(DATA.round_trips);
const cycles = records(DATA.cycles);

for (const flow of flows) CLASS_OF[flow.kind] = flow.class;
for (const deal of deals) {
  deal.stated = deal.usd_low !== null || deal.usd_high !== null;
  deal.first = deal.date_low || deal.known_from.slice(0, 10);
  deal.last = deal.date_high || deal.known_from.slice(0, 10);
  deal.groups = new Set([...(deal.payer_group_ids || []), ...(deal.payee_group_ids || [])]);
  deal.size = deal.usd_high ?? deal.usd_low ?? -1;
}

const dealsByGroup = new Map();
for (const deal of deals) {
  for (const group of deal.groups) {
    if (!dealsByGroup.has(group)) dealsByGroup.set(group, []);
    dealsByGroup.get(group).push(deal);
  }
}

const KINDS = DATA.kinds.filter((kind) => deals.some((deal) => deal.kind === kind));
const STATUSES = ["completed", "announced", "talks", "cancelled"];
state.kinds = new Set(KINDS);

function passes(deal) {
  return (
    state.kinds.has(deal.kind) &&
    state.statuses.has(deal.status) &&
    (!state.from || deal.last >= state.from) &&
    (!state.to || deal.first <= state.to) &&
    (!state.party || deal.groups.has(state.party) || (deal.payer_ids || []).includes(state.party) || (deal.payee_ids || []).includes(state.party)) &&
    (!state.least || (deal.stated && (deal.usd_high === null || deal.usd_high >= state.least)))
  );
}

let chosen = [];

/** Apply the filters anew. */
function choose() {
  chosen = deals.filter(passes);
}

/** Flows that may be drawn: between two groups, and no part or total of another unless asked for. */
function drawable() {
  const kept = new Set(chosen.map((deal) => deal.deal_id));
  const on = cycleEdges();
  const found = flows.filter((flow) => {
    if (!flow.payer_group_id || !flow.payee_group_id || flow.payer_group_id === flow.payee_group_id) return false;
    if (on && inCycle(flow, on)) return true;
    if (!kept.has(flow.deal_id)) return false;
    return state.totals || flow.counted || (flow.status === "cancelled" && dealById.get(flow.deal_id).scope === "single");
  });
  const size = (flow) => (on && inCycle(flow, on) ? 1e18 : 0) + (flow.usd_high ?? flow.usd_low ?? 0);
  return found.sort((one, other) => size(other) - size(one));
}

/** The directed pairs of the chosen cycle, or null. */
function cycleEdges() {
  if (!state.cycle) return null;
  const path = state.cycle.group_ids;
  return new Set(path.map((group, place) => `${group}\n${path[(place + 1) % path.length]}`));
}

/** Capital and spending of the chosen cut close a cycle; the contingent never does. */
function inCycle(flow, edges) {
  return (
    edges.has(`${flow.payer_group_id}\n${flow.payee_group_id}`) &&
    (flow.class === "capital" || flow.class === "spend") &&
    CUTS[state.cycle.cut].includes(flow.status) &&
    flow.counted
  );
}

/** Ids of the deals that carry money from one group to another in a cut. */
function dealsBetween(payer, payee, classes, cut) {
  const found = (flowsByPair.get(`${payer}\n${payee}`) || []).filter(
    (flow) =>
      classes.includes(flow.class) &&
      CUTS[cut].includes(flow.status) &&
      (flow.counted || dealById.get(flow.deal_id).scope !== "single"),
  );
  return [...new Set(found.map((flow) => flow.deal_id))];
}

/** Groups by how many deals they are in, most first. */
function groupsByDeals() {
  const counted = new Map();
  for (const deal of deals) for (const group of deal.groups) counted.set(group, (counted.get(group) || 0) + 1);
  return [...counted].sort((one, other) => other[1] - one[1] || partyName(one[0]).localeCompare(partyName(other[0])));
}
