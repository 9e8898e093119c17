// The ledger: every deal that the filters leave, searched, sorted, put on the page in portions. Its parts name their
// roles, as a table that a narrow window lays out as cards is no table to a screen reader otherwise.

const FIRST = 25;
const PORTION = 100;
const PRINTED = 1000;
const COLUMNS = [
  ["date", "col_date", (deal) => deal.first],
  ["payer", "col_payer", (deal) => sideNames(deal, "payer").toLowerCase()],
  ["payee", "col_payee", (deal) => sideNames(deal, "payee").toLowerCase()],
  ["kind", "col_kind", (deal) => kindName(deal.kind)],
  ["amount", "col_amount", (deal) => deal.size],
  ["status", "col_status", (deal) => STATUSES.indexOf(deal.status)],
  ["sources", "col_sources", (deal) => deal.independent_source_count],
];
let listed = [];
let rowsShown = 0;
const haystacks = new Map();

function drawLedger() {
  const place = byId("ledger");
  if (!place) return;
  if (!byId("ledger-rows")) drawLedgerFrame(place);
  for (const header of place.querySelectorAll("th[data-sort]")) {
    const on = header.dataset.sort === state.sort;
    header.setAttribute("aria-sort", on ? (state.descending ? "descending" : "ascending") : "none");
  }
  listLedger();
  byId("ledger-rows").replaceChildren();
  byId("ledger-table").setAttribute("aria-rowcount", String(listed.length + 1));
  byId("ledger-count").textContent = t("ledger_count", { shown: count(listed.length), all: count(deals.length) });
  rowsShown = 0;
  moreRows(null, FIRST);
}

function drawLedgerFrame(place) {
  place.replaceChildren(
    h(
      "div",
      { class: "ledger-bar" },
      field("ledger-search", t("search_label"), h("input", { type: "search", id: "ledger-search", value: state.search, placeholder: t("search_hint"), autocomplete: "off", on: { input: later((event) => { state.search = event.target.value; drawLedger(); }, 120) } })),
      h("p", { id: "ledger-count", class: "note", role: "status", "aria-live": "polite" }),
    ),
    h(
      "table",
      { id: "ledger-table", class: "ledger", role: "table" },
      h("caption", { class: "unseen", text: t("ledger_caption") }),
      h(
        "thead",
        { role: "rowgroup" },
        h(
          "tr",
          { role: "row" },
          COLUMNS.map(([name, title]) => h("th", { scope: "col", role: "columnheader", "data-sort": name, class: `c-${name}` }, h("button", { type: "button", text: t(title), on: { click: () => sortBy(name) } }))),
          h("th", { scope: "col", role: "columnheader", class: "c-notes", text: t("col_notes") }),
        ),
      ),
      h("tbody", { id: "ledger-rows", role: "rowgroup" }),
    ),
    h("div", { id: "ledger-more", class: "more" }, h("button", { type: "button", text: t("more_rows"), on: { click: focusNewRows } })),
  );
}

function haystack(deal) {
  if (!haystacks.has(deal.deal_id)) {
    const ids = [...(deal.payer_ids || []), ...(deal.payee_ids || []), ...deal.groups];
    const names = ids.flatMap((id) => (DATA.parties[id] ? [DATA.parties[id].en, DATA.parties[id].zh, ...DATA.parties[id].names] : [id]));
    const told = (DATA.sentences[deal.deal_id] || []).flatMap((one) => [one.quote, one.publisher, one.title]);
    haystacks.set(deal.deal_id, [...names, ...told, ...(deal.payers || []), ...(deal.payees || [])].filter(Boolean).join("\n").toLowerCase());
  }
  return `${haystacks.get(deal.deal_id)}\n${kindName(deal.kind)}\n${statusName(deal.status)}`.toLowerCase();
}

function listLedger() {
  const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length ? chosen.filter((deal) => { const hay = haystack(deal); return words.every((word) => hay.includes(word)); }) : chosen;
  const key = COLUMNS.find(([name]) => name === state.sort)[2];
  const turn = state.descending ? -1 : 1;
  const keyed = found.map((deal) => [key(deal), deal]);
  keyed.sort(([one, first], [other, second]) => turn * (typeof one === "number" ? one - other : one < other ? -1 : one > other ? 1 : 0) || second.size - first.size || (first.deal_id < second.deal_id ? -1 : 1));
  listed = keyed.map(([, deal]) => deal);
}

function sortBy(name) {
  if (state.sort === name) state.descending = !state.descending;
  else Object.assign(state, { sort: name, descending: ["date", "amount", "sources"].includes(name) });
  drawLedger();
}

function moreRows(_event, number = PORTION) {
  const next = listed.slice(rowsShown, rowsShown + number);
  byId("ledger-rows").append(...next.map((deal, place) => ledgerRow(deal, rowsShown + place + 2)));
  rowsShown += next.length;
  byId("ledger-more").hidden = rowsShown >= listed.length;
}

/** Show more rows and go to the first of them, which the keyboard then has before it. */
function focusNewRows() {
  const before = rowsShown;
  moreRows();
  const row = byId("ledger-rows").children[before];
  if (row) row.querySelector(".figure").focus({ preventScroll: true });
}

function ledgerRow(deal, number) {
  const original = deal.currency && deal.currency !== "USD";
  const first = (DATA.sentences[deal.deal_id] || [])[0];
  const open = () => openDeal(deal.deal_id);
  const cell = (name, title, ...children) => h("td", { class: `c-${name}`, role: "cell", "data-label": t(title) }, ...children);
  return h(
    "tr",
    { role: "row", "aria-rowindex": number, "data-deal": deal.deal_id },
    cell("date", "col_date", deal.date ? day(deal.date) : h("span", { class: "heard", title: t("heard_about"), text: `${t("heard")} ${day(deal.known_from)}` })),
    cell("payer", "col_payer", ...sideNodes(deal, "payer")),
    cell("payee", "col_payee", ...sideNodes(deal, "payee")),
    cell("kind", "col_kind", h("span", { class: `swatch k-${deal.kind}`, "aria-hidden": "true" }), kindName(deal.kind)),
    cell("amount", "col_amount", figure(original ? money(deal.amount_low, deal.amount_high, deal.currency) : money(deal.usd_low ?? deal.amount_low, deal.usd_high ?? deal.amount_high), open, { "aria-label": `${money(deal.usd_low, deal.usd_high)}: ${t("show_sentences")}` }), original && deal.stated ? h("span", { class: "also", text: money(deal.usd_low, deal.usd_high) }) : null, deal.stake_pct !== null ? h("span", { class: "also", text: t("for_stake", { number: digits(deal.stake_pct, 2) }) }) : null),
    cell("status", "col_status", h("span", { class: `status s-${deal.status}`, text: statusName(deal.status) })),
    cell("sources", "col_sources", figure(count(deal.independent_source_count), open)),
    cell("notes", "col_notes", notes(deal).join(state.language === "zh" ? "、" : ", "), first ? h("q", { class: "printed" }, scraped(first.quote), ` (${first.publisher || ""})`) : null),
  );
}

/** On paper the ledger is whole, up to a thousand deals, and so are the measures. */
addEventListener("beforeprint", () => {
  state.wholeMeasures = new Set(DATA.measures.map((measure) => measure.id));
  drawMeasures();
  if (byId("ledger-rows") && rowsShown < Math.min(listed.length, PRINTED)) moreRows(null, PRINTED - rowsShown);
});
