// The reader's filters: kind, status, dates, party, smallest amount. They act on the picture, the time line and the ledger.

const LEAST = [0, 1e8, 1e9, 1e10, 1e11];

function drawFilters() {
  const groups = groupsByDeals();
  put(
    "filters",
    choices("kinds", t("filter_kind"), KINDS, state.kinds, kindName, (kind) => `k-${kind}`),
    choices("statuses", t("filter_status"), STATUSES, state.statuses, statusName, () => null),
    h(
      "div",
      { class: "fields" },
      field("filter-from", t("filter_from"), h("input", { type: "date", id: "filter-from", value: state.from, on: { change: set("from") } })),
      field("filter-to", t("filter_to"), h("input", { type: "date", id: "filter-to", value: state.to, on: { change: set("to") } })),
      field(
        "filter-party",
        t("filter_party"),
        h(
          "select",
          { id: "filter-party", on: { change: set("party") } },
          h("option", { value: "", text: t("any_party") }),
          groups.map(([id, number]) => h("option", { value: id, selected: id === state.party, text: `${partyName(id)} (${number})` })),
        ),
      ),
      field(
        "filter-least",
        t("filter_least"),
        h(
          "select",
          { id: "filter-least", on: { change: (event) => { state.least = Number(event.target.value); refresh(); } } },
          LEAST.map((least) => h("option", { value: least, selected: least === state.least, text: least ? `≥ ${withCurrency(short(least), "USD")}` : t("any_amount") })),
        ),
      ),
      h("button", { type: "button", id: "filter-clear", class: "quiet", text: t("filter_clear"), on: { click: clearFilters } }),
    ),
    h("p", { id: "filter-count", class: "note", role: "status", "aria-live": "polite" }),
  );
  tellCount();
}

function tellCount() {
  const place = byId("filter-count");
  if (place) place.textContent = t("filter_count", { shown: count(chosen.length), all: count(deals.length) });
}

function choices(name, legend, values, held, told, mark) {
  return h(
    "fieldset",
    { class: "choices", id: `filter-${name}` },
    h("legend", { text: legend }),
    values.map((value) =>
      h(
        "label",
        { class: mark(value) },
        h("input", {
          type: "checkbox",
          value,
          checked: held.has(value),
          on: {
            change: (event) => {
              if (event.target.checked) held.add(value);
              else held.delete(value);
              refresh();
            },
          },
        }),
        mark(value) ? h("span", { class: "swatch", "aria-hidden": "true" }) : null,
        h("span", { text: told(value) }),
      ),
    ),
  );
}

function field(id, label, control) {
  return h("div", { class: "field" }, h("label", { for: id, text: label }), control);
}

function set(name) {
  return (event) => {
    state[name] = event.target.value;
    refresh();
  };
}

function clearFilters() {
  Object.assign(state, { kinds: new Set(KINDS), statuses: new Set(["completed", "announced", "talks"]), from: "", to: "", party: "", least: 0, search: "" });
  byId("ledger-search").value = "";
  drawFilters();
  refresh();
  byId("filter-clear").focus();
}

/** Show one party's money, or everybody's again. */
function onlyParty(id) {
  state.party = state.party === id ? "" : id;
  drawFilters();
  refresh();
}

/** Draw anew what the filters act on. */
function refresh() {
  choose();
  tellCount();
  drawCircle();
  drawTimeline();
  drawLedger();
}
