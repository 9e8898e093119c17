// The sentences behind a figure: who published them, when, where to read them, and the quote marked.

const ROLES = ["support", "minority", "unit_error", "swapped", "unsure"];

/** Open the dialog with the sentences of some deals under a title. */
function openEvidence(title, ids, note = "") {
  const dialog = byId("evidence");
  byId("evidence-title").replaceChildren(scraped(title));
  const known = ids.map((id) => dealById.get(id)).filter(Boolean);
  const body = byId("evidence-body");
  body.replaceChildren(
    ...[note ? h("p", { class: "note", text: note }) : null, known.length ? null : h("p", { text: t("no_deals_behind") })].filter(Boolean),
    ...known.slice(0, 60).map((deal) => dealCard(deal, known.length === 1)),
    ...(known.length > 60 ? [h("p", { class: "note", text: t("more_deals", { number: count(known.length - 60) }) })] : []),
  );
  tooltip.hide();
  if (!dialog.open) dialog.showModal();
  body.scrollTop = 0;
}

function openDeal(id) {
  openEvidence(dealTitle(dealById.get(id)), [id]);
}

/** A button that opens sentences; every figure of the page is one. */
function figure(text, open, properties = {}) {
  return h("button", { type: "button", ...properties, class: `figure ${properties.class || ""}`.trim(), title: t("show_sentences"), text, on: { click: open } });
}

/** All of one deal: what it says, how that came to be known, where sources differ, and every sentence. */
function dealCard(deal, wide = true) {
  const told = DATA.sentences[deal.deal_id] || [];
  const history = historyByDeal.get(deal.deal_id) || [];
  return h(
    "article",
    { class: "deal", "data-deal": deal.deal_id },
    h(
      "h3",
      {},
      h("span", { class: `swatch k-${deal.kind}`, "aria-hidden": "true" }),
      ...sideNodes(deal, "payer"),
      h("span", { class: "to", text: " → " }),
      ...sideNodes(deal, "payee"),
    ),
    facts(deal),
    history.length > 1 ? historyList(history) : null,
    conflictList(deal),
    h("h4", { text: t("sentences", { number: count(deal.claim_count) }) }),
    h("ol", { class: "sentences" }, told.map(sentence)),
    told.length < deal.claim_count ? h("p", { class: "note", text: t("more_sentences", { number: count(deal.claim_count - told.length), id: deal.deal_id }) }) : null,
    wide && DATA.live && DATA.page !== "deal" ? h("p", {}, h("a", { href: `/deal/${encodeURIComponent(deal.deal_id)}`, text: t("open_deal") })) : null,
  );
}

function facts(deal) {
  const original = deal.currency && deal.currency !== "USD" ? money(deal.amount_low, deal.amount_high, deal.currency) : null;
  const rows = [
    [t("col_kind"), kindName(deal.kind)],
    [t("col_status"), statusName(deal.status) + (deal.disputed ? ` · ${t("note_disputed")}` : "")],
    [t("col_amount"), money(deal.usd_low, deal.usd_high) + (original ? ` (${original})` : "")],
    [t("col_date"), deal.date ? day(deal.date) : t("first_heard", { day: day(deal.known_from) })],
    deal.stake_pct !== null ? [t("col_stake"), `${digits(deal.stake_pct, 2)}%`] : null,
    term(deal) ? [t("col_term"), term(deal)] : null,
    deal.collateral ? [t("col_collateral"), deal.collateral] : null,
    [t("col_sources"), count(deal.independent_source_count)],
    notes(deal).length ? [t("col_notes"), notes(deal).join(state.language === "zh" ? "、" : ", ")] : null,
  ].filter(Boolean);
  return h("dl", { class: "facts" }, rows.map(([name, value]) => h("div", {}, h("dt", { text: name }), h("dd", {}, scraped(value)))));
}

function term(deal) {
  const years = deal.term_years !== null ? t("years", { number: digits(deal.term_years, 1) }) : "";
  const ends = deal.term_start || deal.term_end ? `${day(deal.term_start)} – ${day(deal.term_end)}` : "";
  return [years, ends].filter(Boolean).join(" · ");
}

function notes(deal) {
  return [
    deal.scope !== "single" ? t(`scope_${deal.scope}`) : null,
    deal.part_of && deal.part_of.length ? t("note_part") : null,
    deal.exclusive ? t("note_exclusive") : null,
    deal.contingent ? t("note_contingent") : null,
    deal.conflict_count ? t("note_conflict") : null,
    deal.disputed ? t("note_disputed") : null,
    deal.sure ? null : t("note_unsure"),
    deal.fx_note ? t("note_no_rate") : null,
  ].filter(Boolean);
}

function historyList(history) {
  return h(
    "details",
    { class: "history" },
    h("summary", { text: t("history", { number: count(history.length) }) }),
    h(
      "ol",
      {},
      history.map((moment) =>
        h("li", {}, `${day(moment.known_from)} · ${statusName(moment.status)} · ${money(moment.amount_low, moment.amount_high, moment.currency || "USD")}${moment.disputed ? ` · ${t("note_disputed")}` : ""}`),
      ),
    ),
  );
}

function conflictList(deal) {
  const found = conflictsByDeal.get(deal.deal_id) || [];
  if (!found.length) return null;
  return h(
    "div",
    { class: "differs" },
    h("h4", { text: t("sources_differ") }),
    h("ul", {}, found.map((one) => h("li", {}, conflictLine(one)))),
  );
}

function conflictLine(conflict) {
  const field = DATA.words[`field_${conflict.field}`] ? t(`field_${conflict.field}`) : conflict.field;
  return [`${field}: `, scraped(conflictValue(conflict)), ` (${t("by_sources", { number: count(conflict.source_count) })}${conflict.majority ? `, ${t("taken")}` : ""})`];
}

/** One statement: the quote marked inside its sentence, then where it stands. */
function sentence(one) {
  const where = [
    one.published ? h("time", { datetime: one.published, text: day(one.published) }) : null,
    one.origin ? h("span", {}, t("citing"), " ", scraped(one.origin)) : null,
    one.role && one.role !== "support" && ROLES.includes(one.role) ? h("strong", { class: "role", text: t(`role_${one.role}`) }) : null,
    one.confidence !== null ? h("span", { text: t("confidence", { number: digits(one.confidence * 100, 0) }) }) : null,
  ].filter(Boolean);
  return h(
    "li",
    { class: `role-${one.role}` },
    h("blockquote", { lang: one.language || null, dir: "auto" }, one.before, h("mark", { text: one.quote }), one.after),
    h(
      "p",
      { class: "where" },
      h("cite", {}, scraped(one.publisher || t("unknown"))),
      where.map((part) => [" · ", part]),
      one.title ? h("span", { class: "title" }, scraped(one.title, { lang: one.language || null })) : null,
      link(one),
    ),
  );
}

function link(one) {
  if (!one.url) return one.address ? h("span", { class: "address" }, scraped(one.address)) : null;
  return h("a", { class: "address", href: one.url, target: "_blank", rel: "noopener noreferrer nofollow", dir: "ltr", text: one.url });
}
