// Cycles, one by one: choosing one brightens its arcs and tells its bounds and the deals on each step.

function drawCycles() {
  const place = byId("cycles");
  if (!place) return;
  const found = cycles.filter((cycle) => cycle.cut === state.cut);
  const all = Math.max(found.length, DATA.page === "report" ? (DATA.headline.find((row) => row.cut === state.cut) || { cycle_count: 0 }).cycle_count : 0);
  const cutShort = found.some((cycle) => cycle.truncated);
  place.replaceChildren(
    h("h3", { id: "cycles-title", text: t("cycles_title", { number: count(all) }) }),
    h("p", { class: "note", text: t("cycles_about") + (cutShort ? ` ${t("cycles_cut_short")}` : "") }),
    cutChoice(),
    ...(found.length
      ? [
          h(
            "div",
            { class: "steps" },
            h("button", { type: "button", id: "cycle-before", text: t("cycle_before"), on: { click: () => stepCycle(found, -1) } }),
            h("button", { type: "button", id: "cycle-next", text: t("cycle_next"), on: { click: () => stepCycle(found, 1) } }),
            h("button", { type: "button", id: "cycle-none", class: "quiet", disabled: !state.cycle, text: t("cycle_none"), on: { click: () => chooseCycle(null) } }),
          ),
          h("div", { id: "cycle-told", role: "status", "aria-live": "polite" }),
          h("ol", { class: "cycle-list", "aria-labelledby": "cycles-title" }, found.map(cycleButton)),
          all > found.length ? h("p", { class: "note", text: t("more_cycles", { number: count(all - found.length) }) }) : null,
        ].filter(Boolean)
      : [h("p", { text: t("no_cycles") })]),
  );
  tellCycle(found);
}

function cutChoice() {
  return h(
    "div",
    { class: "cut-choice", role: "group", "aria-label": t("cut_label") },
    Object.keys(CUTS).map((cut) => h("button", { type: "button", "aria-pressed": String(cut === state.cut), "data-cut": cut, text: t(`cut_${cut}`), on: { click: (event) => chooseCut(cut, event) } })),
  );
}

/** One cut for cycles, round trips and measures alike. */
function chooseCut(cut, event) {
  const inside = event && event.currentTarget.closest("[id]");
  state.cut = cut;
  state.cycle = null;
  drawCycles();
  drawRoundTrips();
  drawMeasures();
  drawCircle();
  const again = inside && byId(inside.id);
  const button = again && again.querySelector(`[data-cut="${cut}"]`);
  if (button) button.focus();
}

function cyclePath(cycle) {
  return cycle.group_ids.map((id, place) => partyName(id, cycle.names[place])).join(" → ");
}

function cycleButton(cycle) {
  const on = state.cycle && state.cycle.cycle_id === cycle.cycle_id;
  return h(
    "li",
    {},
    h("button", { type: "button", class: "cycle", "data-cycle": cycle.cycle_id, "aria-pressed": String(Boolean(on)), on: { click: () => chooseCycle(on ? null : cycle) } }, scraped(`${cyclePath(cycle)} ↺`), h("span", { class: "amount", text: bottleneck(cycle) })),
  );
}

function bottleneck(cycle) {
  return cycle.bottleneck_low === 0 && cycle.bottleneck_high === null ? t("no_bound") : money(cycle.bottleneck_low, cycle.bottleneck_high);
}

function stepCycle(found, by) {
  const place = found.findIndex((cycle) => state.cycle && cycle.cycle_id === state.cycle.cycle_id);
  const next = place < 0 ? (by > 0 ? 0 : found.length - 1) : (place + by + found.length) % found.length;
  const focused = document.activeElement && document.activeElement.id;
  chooseCycle(found[next]);
  if (focused && byId(focused)) byId(focused).focus();
}

function chooseCycle(cycle) {
  const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.cycle : null;
  const list = document.querySelector(".cycle-list");
  const scrolled = list ? list.scrollTop : 0;
  state.cycle = cycle;
  drawCycles();
  drawCircle();
  const again = document.querySelector(".cycle-list");
  if (again) again.scrollTop = scrolled;
  const button = focused && again && [...again.querySelectorAll(".cycle")].find((one) => one.dataset.cycle === focused);
  if (button) button.focus({ preventScroll: true });
}

function tellCycle(found) {
  const cycle = state.cycle;
  const place = byId("cycle-told");
  if (!place || !cycle) return;
  const number = found.findIndex((one) => one.cycle_id === cycle.cycle_id) + 1;
  place.append(
    h("p", {}, h("strong", { text: t("cycle_of", { number, all: count(found.length) }) }), " ", t("cycle_bottleneck", { amount: bottleneck(cycle) })),
    h(
      "ul",
      { class: "edges" },
      cycle.group_ids.map((id, step) => {
        const to = cycle.group_ids[(step + 1) % cycle.group_ids.length];
        const ids = dealsBetween(id, to, ["capital", "spend"], cycle.cut);
        const told = `${partyName(id)} → ${partyName(to)}`;
        return h("li", {}, scraped(told), " ", figure(t("deals_number", { number: count(ids.length) }), () => openEvidence(told, ids)));
      }),
    ),
    cycle.unstated_edges ? h("p", { class: "note", text: t("cycle_unstated", { number: count(cycle.unstated_edges) }) }) : "",
  );
}
