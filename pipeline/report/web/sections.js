// Headline figures, round trips, further measures, conflicts, what was set aside, method.

function drawHeadline() {
  const place = byId("headline");
  if (!place) return;
  const largest = DATA.headline.reduce((found, row) => Math.max(found, row.recycled_high ?? row.recycled_low * 1.3), 1);
  place.replaceChildren(
    ...DATA.headline.map((row) =>
      h(
        "section",
        { class: "card", "aria-labelledby": `cut-${row.cut}` },
        h("h3", { id: `cut-${row.cut}`, text: t(`cut_${row.cut}`) }),
        h("p", { class: "note", text: t(`cut_${row.cut}_about`) }),
        figure(money(row.recycled_low, row.recycled_high), () => openPairs(row.cut), { class: "large", "data-figure": `recycled-${row.cut}` }),
        h("p", { class: "says", text: t("recycled_about") }),
        interval(row.recycled_low, row.recycled_high, largest, "capital"),
        h(
          "dl",
          { class: "counts" },
          counted(t("pairs"), count(row.round_trip_pairs), () => openPairs(row.cut)),
          counted(t("cycles"), count(row.cycle_count) + (row.truncated ? ` ${t("or_more")}` : ""), () => { chooseCut(row.cut); byId("circle-section").scrollIntoView(); }),
          counted(t("in_core"), count(row.groups_in_core), () => { chooseCut(row.cut); byId("measures").scrollIntoView(); }),
        ),
      ),
    ),
  );
}

function counted(name, value, open) {
  return h("div", {}, h("dt", { text: name }), h("dd", {}, figure(value, open)));
}

/** A bar from nought: solid to the lower bound, pale to the upper, an arrow where there is none. */
function interval(low, high, largest, look) {
  const to = (amount) => Math.min(100, (amount / largest) * 100);
  const open = high === null;
  const end = open ? 96 : to(high);
  return svg(
    "svg",
    { class: `interval ${look}`, viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
    svg("rect", { x: 0, y: 3.6, width: 100, height: 0.8, class: "track" }),
    svg("rect", { x: 0, y: 0, width: Math.max(end, 0.4), height: 8, class: `pale${open ? " open" : ""}` }),
    svg("rect", { x: 0, y: 0, width: Math.max(to(low ?? 0), 0.6), height: 8, class: "solid" }),
    open ? svg("path", { d: "M96 0L100 4L96 8Z", class: "pale" }) : null,
  );
}

function openPairs(cut) {
  const pairs = roundTrips.filter((pair) => pair.cut === cut);
  const ids = [...new Set(pairs.flatMap((pair) => pairDeals(pair)))];
  openEvidence(t("behind_pairs", { number: count(pairs.length), cut: t(`cut_${cut}`) }), ids, t("behind_pairs_about"));
}

function pairDeals(pair) {
  return [...dealsBetween(pair.funder_group_id, pair.spender_group_id, ["capital"], pair.cut), ...dealsBetween(pair.spender_group_id, pair.funder_group_id, ["spend"], pair.cut)];
}

/** Bounds of one direction; deals without an amount are told, never guessed. */
function directed(low, high, number, unstated) {
  if (number === unstated) return t("not_stated");
  return money(low, high) + (unstated ? ` ${t("and_unstated", { number: count(unstated) })}` : "");
}

function drawRoundTrips() {
  const place = byId("round-trips");
  if (!place) return;
  const pairs = roundTrips.filter((pair) => pair.cut === state.cut);
  const shown = pairs.slice(0, state.pairs);
  const largest = shown.reduce((found, pair) => Math.max(found, pair.capital_high ?? pair.capital_low, pair.spend_high ?? pair.spend_low), 1);
  const root = (amount) => (amount === null ? null : Math.sqrt(amount));
  place.replaceChildren(
    cutChoice(),
    ...(pairs.length
      ? shown.map((pair) => {
          const title = `${partyName(pair.funder_group_id, pair.funder)} ⇄ ${partyName(pair.spender_group_id, pair.spender)}`;
          const funding = dealsBetween(pair.funder_group_id, pair.spender_group_id, ["capital"], pair.cut);
          const spending = dealsBetween(pair.spender_group_id, pair.funder_group_id, ["spend"], pair.cut);
          const row = (look, words, low, high, number, unstated, ids) =>
            h(
              "div",
              { class: "way" },
              h("span", { class: "words", text: words }),
              interval(root(low), root(high), Math.sqrt(largest), look),
              figure(directed(low, high, number, unstated), () => openEvidence(`${title}: ${words}`, ids)),
            );
          return h(
            "article",
            { class: "pair", "data-pair": `${pair.funder_group_id} ${pair.spender_group_id}` },
            h("h3", {}, ...pairNodes(pair)),
            row("capital", t("money_in"), pair.capital_low, pair.capital_high, pair.capital_deals, pair.capital_unstated, funding),
            row("spend", t("money_back"), pair.spend_low, pair.spend_high, pair.spend_deals, pair.spend_unstated, spending),
            h(
              "dl",
              { class: "counts" },
              counted(t("recycled"), money(pair.recycled_low, pair.recycled_high), () => openEvidence(title, [...funding, ...spending])),
              counted(t("spend_back"), pair.spend_back_low === null ? "–" : ratio(pair.spend_back_low, pair.spend_back_high), () => openEvidence(title, [...funding, ...spending])),
              h("div", {}, h("dt", { text: t("timing") }), h("dd", { text: timing(pair) })),
            ),
          );
        })
      : [h("p", { text: t("no_pairs") })]),
    pairs.length > shown.length ? h("p", {}, h("button", { type: "button", id: "more-pairs", text: t("more_pairs", { number: count(pairs.length - shown.length) }), on: { click: () => { state.pairs += 100; drawRoundTrips(); } } })) : "",
  );
}

function pairNodes(pair) {
  const one = (id, name) => (DATA.live ? h("a", { href: `/party/${encodeURIComponent(id)}` }, scraped(partyName(id, name))) : scraped(partyName(id, name)));
  return [one(pair.funder_group_id, pair.funder), h("span", { class: "to", text: " ⇄ " }), one(pair.spender_group_id, pair.spender)];
}

function timing(pair) {
  const said = [];
  if (pair.gap_days_low === 0 && pair.gap_days_high === 0) said.push(t("same_day"));
  else if (pair.gap_days_low === 1 && pair.gap_days_high === 1) said.push(t("one_day"));
  else if (pair.gap_days_low !== null) said.push(pair.gap_days_low === pair.gap_days_high ? t("gap_days", { days: count(pair.gap_days_low) }) : t("gap_days", { days: `${count(pair.gap_days_low)} – ${pair.gap_days_high === null ? "?" : count(pair.gap_days_high)}` }));
  if (pair.spend_first === true) said.push(t("spend_first"));
  if (pair.spend_first === false) said.push(t("capital_first"));
  if (pair.exclusive) said.push(t("note_exclusive"));
  if (pair.disputed) said.push(t("note_disputed"));
  return said.join(" · ") || "–";
}

const FORMS = {
  text: ([value]) => value ?? "–",
  list: ([value]) => (value || []).join(", ") || "–",
  money: (ends) => (ends.length === 1 ? (ends[0] === null ? "–" : money(ends[0], ends[0])) : money(ends[0], ends[1])),
  ratio: (ends) => ratio(ends[0], ends[ends.length - 1]),
  share: (ends) => share(ends[0], ends[ends.length - 1]),
  count: ([value]) => (value === null ? "–" : count(value)),
  days: (ends) => ratio(ends[0], ends[ends.length - 1], ""),
  yes_no: ([value]) => (value === null ? t("unknown") : t(value ? "yes" : "no")),
  date: ([value]) => day(value),
};

const MEASURE_ROWS = 12;

/** All rows of a measure; the keyboard goes to the first of the new ones. */
function wholeMeasure(id) {
  state.wholeMeasures.add(id);
  drawMeasures();
  const row = byId(`measure-${id}`).querySelectorAll("tbody tr")[MEASURE_ROWS];
  const first = row && row.querySelector("button, a");
  if (first) first.focus({ preventScroll: true });
}

/** The tables that measures.yml lists. */
function drawMeasures() {
  const place = byId("measures");
  if (!place) return;
  place.replaceChildren(
    DATA.measures.some((measure) => state.cut in measure.cuts) ? cutChoice() : "",
    ...DATA.measures.map((measure) => {
      const cut = state.cut in measure.cuts ? state.cut : "";
      const { rows, left_out: more } = measure.cuts[cut];
      const shown = state.wholeMeasures.has(measure.id) ? rows : rows.slice(0, MEASURE_ROWS);
      return h(
        "section",
        { id: `measure-${measure.id}` },
        h("h3", { text: local(measure.title) }),
        h("p", { class: "note", text: local(measure.about) }),
        rows.length
          ? scrolling(
              local(measure.title),
              h(
                "table",
                {},
                h("thead", {}, h("tr", {}, measure.columns.map((column) => h("th", { scope: "col", class: ["text", "party", "list"].includes(column.form) ? null : "number", text: local(column.title) })))),
                h("tbody", {}, shown.map((row) => h("tr", {}, measure.columns.map((column, number) => measureCell(measure, column, row, number))))),
              ),
            )
          : h("p", { text: t("no_rows") }),
        rows.length > shown.length ? h("p", { class: "more" }, h("button", { type: "button", text: t("more_pairs", { number: count(rows.length - shown.length) }), on: { click: () => wholeMeasure(measure.id) } })) : null,
        more ? h("p", { class: "note", text: t("rows_left_out", { number: count(more), view: measure.view }) }) : null,
      );
    }),
  );
}

function measureCell(measure, column, row, number) {
  const values = row.cells[number];
  if (column.form === "party") {
    const name = scraped(partyName(values[0]));
    return h(number ? "td" : "th", { scope: number ? null : "row" }, DATA.live && DATA.parties[values[0]] ? h("a", { href: `/party/${encodeURIComponent(values[0])}` }, name) : name);
  }
  if (column.form === "deal") return h("th", { scope: "row" }, scraped(dealById.has(values[0]) ? dealTitle(dealById.get(values[0])) : values[0]));
  const text = FORMS[column.form](values);
  const words = ["text", "list"].includes(column.form);
  const ids = words ? [] : behind(row);
  return h("td", { class: words ? null : "number" }, ids.length ? figure(text, () => openEvidence(`${measureTitle(row)}: ${local(column.title)}`, ids)) : scraped(text));
}

/** The deals that a row of a measure is about. */
function behind(row) {
  if (row.deal) return dealById.has(row.deal) ? [row.deal] : [];
  if (!row.party || row.party === "*") return [];
  const both = (deal) => deal.groups.has(row.party) && (!row.other || deal.groups.has(row.other));
  return [...(dealsByGroup.get(row.party) || [])].filter(both).map((deal) => deal.deal_id);
}

function measureTitle(row) {
  if (row.deal) return dealTitle(dealById.get(row.deal));
  return row.other ? `${partyName(row.party)} ⇄ ${partyName(row.other)}` : partyName(row.party);
}

/** A wide table scrolls inside its own frame, which the keyboard can reach. */
function scrolling(label, inside) {
  return h("div", { class: "scrolling", tabindex: "0", role: "region", "aria-label": label }, inside);
}

function drawConflicts() {
  const place = byId("conflicts");
  if (!place) return;
  const found = [...conflictsByDeal].filter(([id]) => dealById.has(id));
  const shown = found.slice(0, 40);
  place.replaceChildren(
    ...(found.length
      ? shown.map(([id, lines]) => {
          const deal = dealById.get(id);
          return h(
            "article",
            { class: "conflict", "data-deal": id },
            h("h3", {}, figure(`${sideNames(deal, "payer")} → ${sideNames(deal, "payee")}`, () => openDeal(id)), h("span", { class: "also", text: `${kindName(deal.kind)} · ${money(deal.usd_low, deal.usd_high)}` })),
            h("ul", {}, lines.map((line) => h("li", { class: line.majority ? "taken" : null }, conflictLine(line)))),
          );
        })
      : [h("p", { text: t("no_conflicts") })]),
    found.length > shown.length ? h("p", { class: "note", text: t("more_conflicts", { number: count(found.length - shown.length) }) }) : "",
  );
}

function drawAside() {
  const place = byId("aside");
  if (!place) return;
  const roles = groupBy(Object.values(DATA.sentences).flat().filter((one) => one.role && one.role !== "support"), (one) => one.role);
  place.replaceChildren(
    h("p", { text: t("aside_about") }),
    roles.size ? h("ul", {}, [...roles].map(([role, found]) => h("li", { text: `${t(`role_${role}`)}: ${count(found.length)}` }))) : "",
    ...DATA.rejections.map((one) =>
      h(
        "details",
        {},
        h("summary", {}, h("strong", { text: DATA.words[`reason_${one.reason}`] ? t(`reason_${one.reason}`) : one.means || one.reason }), h("span", { class: "also", text: `${count(one.total)} · ${DATA.words[`stage_${one.stage}`] ? t(`stage_${one.stage}`) : one.stage}` })),
        h("ul", {}, one.examples.map((example) => h("li", {}, h("q", {}, scraped(example.text)), example.title ? [" — ", scraped(example.title)] : null, example.url ? [" ", link({ url: example.url })] : null))),
        one.total > one.examples.length ? h("p", { class: "note", text: t("more_examples", { number: count(one.total - one.examples.length) }) }) : null,
      ),
    ),
  );
}

function drawMethod() {
  put("method", DATA.method.map((paragraph) => h("p", { text: local(paragraph) })));
}
