// The money circle: parties on a ring, an arc for each flow. The line is as wide as the lower bound, the pale band
// round it as wide as the upper one; dashes where the deal is not completed.

const MOST_NODES = 90;
let drawn = [];

/** Width of a line for an amount: grows with its square root, so that a thousandfold sum stays on the page. */
function widthOf(amount, largest, most) {
  return amount > 0 ? 1.2 + most * Math.sqrt(amount / largest) : 1.2;
}

function drawCircle() {
  const place = byId("circle");
  if (!place) return;
  const all = drawable();
  const { arcs, nodes } = capped(all);
  drawn = arcs;
  const width = Math.max(280, Math.min(place.clientWidth || 640, 860));
  const labels = width < 520 ? 74 : 124;
  const radius = width / 2 - labels;
  const edges = cycleEdges();
  const ring = layOut(arcs, nodes, radius);
  const most = width < 520 ? 6 : 16;
  const picture = svg("svg", { class: `ring${edges ? " has-cycle" : ""}`, viewBox: `${-width / 2} ${-width / 2} ${width} ${width}`, role: "group", "aria-label": t("circle_label", { arcs: count(arcs.length), parties: count(nodes.length) }) });
  picture.style.width = `${width}px`;
  picture.append(svg("circle", { r: radius, class: "rim" }));
  const lines = svg("g", { class: "arcs", role: "group", "aria-label": t("arcs_label") });
  const largest = arcs.reduce((found, flow) => Math.max(found, flow.usd_high ?? flow.usd_low ?? 0), 1);
  const side = new Map();
  for (const flow of arcs) lines.append(arc(flow, ring, radius, { largest, most, side, hot: Boolean(edges && inCycle(flow, edges)) }));
  const dots = svg("g", { class: "nodes", role: "group", "aria-label": t("nodes_label") }, nodes.map((id) => node(id, ring.get(id), radius, nodes.length, labels)));
  picture.append(lines, dots);
  roving(lines, ".arc");
  roving(dots, ".node");
  place.replaceChildren(picture);
  tellArcs(all, arcs, nodes);
  drawScale(largest, most);
  drawArcTable(arcs);
}

/** The largest flows, as many as the reader wants and as fit round the ring; those of the chosen cycle come first. */
function capped(all) {
  const arcs = [];
  const seen = new Set();
  for (const flow of all) {
    if (arcs.length >= state.arcs) break;
    const news = [flow.payer_group_id, flow.payee_group_id].filter((id) => !seen.has(id));
    if (seen.size + news.length > MOST_NODES) continue;
    news.forEach((id) => seen.add(id));
    arcs.push(flow);
  }
  return { arcs, nodes: [...seen] };
}

/** Places on the ring: the largest spread round it, far from each other, and everybody else beside whom they deal with most. */
function layOut(arcs, nodes) {
  const weight = new Map(nodes.map((id) => [id, new Map()]));
  const total = new Map(nodes.map((id) => [id, 0]));
  for (const flow of arcs) {
    const size = Math.sqrt(flow.usd_high ?? flow.usd_low ?? 0) + 1;
    const [one, other] = [flow.payer_group_id, flow.payee_group_id];
    weight.get(one).set(other, (weight.get(one).get(other) || 0) + size);
    weight.get(other).set(one, (weight.get(other).get(one) || 0) + size);
    total.set(one, total.get(one) + size);
    total.set(other, total.get(other) + size);
  }
  const byTotal = [...nodes].sort((one, other) => total.get(other) - total.get(one) || (one < other ? -1 : 1));
  const hubs = byTotal.slice(0, Math.max(1, Math.min(10, Math.ceil(nodes.length / 3))));
  const seats = hubs.map((hub) => [hub]);
  const fair = Math.ceil((nodes.length - hubs.length) / hubs.length);
  for (const id of byTotal.slice(hubs.length)) {
    const free = hubs.map((hub, place) => place).filter((place) => seats[place].length <= fair);
    const best = free.reduce((found, place) => ((weight.get(id).get(hubs[place]) || 0) > (weight.get(id).get(hubs[found]) || 0) ? place : found));
    seats[best].push(id);
  }
  const order = turns(hubs.length).flatMap((place) => seats[place]);
  return new Map(order.map((id, place) => [id, { angle: (place / order.length) * 2 * Math.PI - Math.PI / 2, size: total.get(id) }]));
}

/** An order round the ring in which neighbours in size do not sit side by side: 0, then far across, and so on. */
function turns(number) {
  const divides = (one, other) => (other ? divides(other, one % other) : one);
  let step = Math.max(1, Math.round(number * 0.38));
  while (divides(step, number) !== 1) step += 1;
  const found = new Array(number);
  for (let place = 0; place < number; place += 1) found[(place * step) % number] = place;
  return found;
}

function at(angle, radius) {
  return [Math.cos(angle) * radius, Math.sin(angle) * radius];
}

function arc(flow, ring, radius, { largest, most, side, hot }) {
  const key = `${flow.payer_group_id}\n${flow.payee_group_id}`;
  const number = side.get(key) || 0;
  side.set(key, number + 1);
  const [start, end] = [at(ring.get(flow.payer_group_id).angle, radius - 10), at(ring.get(flow.payee_group_id).angle, radius - 10)];
  const low = widthOf(flow.usd_low, largest, most);
  const high = flow.usd_high === null ? low * 1.8 + 3 : widthOf(flow.usd_high, largest, most);
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const length = Math.hypot(dx, dy) || 1;
  const aside = 16 + number * 13 + length * 0.06; // to the left of the way of the money, so that both ways show
  const bend = [((start[0] + end[0]) / 2) * 0.28 + (dy / length) * aside, ((start[1] + end[1]) / 2) * 0.28 - (dx / length) * aside];
  const [ex, ey] = [end[0] - bend[0], end[1] - bend[1]];
  const reach = Math.hypot(ex, ey) || 1;
  const [ux, uy] = [ex / reach, ey / reach];
  const head = Math.min(13, 5 + low * 0.9);
  const neck = [end[0] - ux * head, end[1] - uy * head];
  const line = `M${fixed(start)}Q${fixed(bend)} ${fixed(neck)}`;
  const wing = head * 0.55;
  const arrow = `M${fixed(end)}L${fixed([neck[0] - uy * wing, neck[1] + ux * wing])}L${fixed([neck[0] + uy * wing, neck[1] - ux * wing])}Z`;
  const told = flowLines(flow);
  const open = () => openDeal(flow.deal_id);
  return svg(
    "g",
    {
      class: `arc k-${flow.kind} s-${flow.status}${hot ? " hot" : ""}`,
      tabindex: "-1",
      role: "button",
      "aria-label": told.join(", "),
      "data-payer": flow.payer_group_id,
      "data-payee": flow.payee_group_id,
      on: { click: open, mousemove: (event) => tooltip.show(event, told), mouseleave: tooltip.hide, focus: (event) => tooltip.show(event, told), blur: tooltip.hide },
    },
    high > low ? svg("path", { d: line, class: "band", "stroke-width": high.toFixed(1) }) : null,
    svg("path", { d: line, class: "line", "stroke-width": low.toFixed(1), "stroke-dasharray": dashes(flow.status, low) }),
    svg("path", { d: arrow, class: "head" }),
    svg("path", { d: line, class: "reach", "stroke-width": Math.max(10, low) }),
  );
}

/** Dashes that stay dashes on a wide line; none where the deal is completed. */
function dashes(status, width) {
  if (status === "completed") return null;
  const [dash, gap] = { announced: [7, 4], talks: [3, 5] }[status] || [1.5, 6];
  return `${(dash + width * 0.7).toFixed(1)} ${(gap + width * 0.25).toFixed(1)}`;
}

function fixed([x, y]) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

function flowLines(flow) {
  const deal = dealById.get(flow.deal_id);
  return [
    `${partyName(flow.payer_group_id)} → ${partyName(flow.payee_group_id)}`,
    `${kindName(flow.kind)} · ${dollars(flow)}${flow.unsplit ? ` (${t("unsplit")})` : ""}`,
    `${statusName(flow.status)} · ${day(deal.date || deal.known_from)}`,
  ];
}

function node(id, spot, radius, number, labels) {
  const [x, y] = at(spot.angle, radius);
  const degrees = (spot.angle * 180) / Math.PI;
  const flipped = Math.cos(spot.angle) < -0.001;
  const size = Math.min(labels < 100 ? 5.5 : 9, (labels < 100 ? 2.5 : 3.5) + Math.sqrt(spot.size) / 260);
  const [tx, ty] = at(spot.angle, radius + size + 6);
  const full = partyName(id);
  const longest = Math.floor(labels / (state.language === "zh" && /[\u4e00-\u9fff]/.test(full) ? 13 : 7.2));
  const label = [...full].length > longest ? `${[...full].slice(0, longest - 1).join("")}…` : full;
  return svg(
    "g",
    {
      class: `node${state.party === id ? " chosen" : ""}`,
      tabindex: "-1",
      role: "button",
      "aria-pressed": state.party === id ? "true" : "false",
      "aria-label": t("node_label", { party: full }),
      "data-party": id,
      on: { click: () => onlyParty(id), mouseenter: () => shine(id), mouseleave: () => shine(null), focus: () => shine(id), blur: () => shine(null) },
    },
    svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: size.toFixed(1) }),
    svg("text", { x: tx.toFixed(1), y: ty.toFixed(1), "text-anchor": flipped ? "end" : "start", "dominant-baseline": "central", class: number > 44 ? "small" : null, transform: `rotate(${(flipped ? degrees + 180 : degrees).toFixed(1)} ${fixed([tx, ty])})`, text: label }),
  );
}

/** Keep the arcs of one party bright while the pointer or the focus is on it. */
function shine(id) {
  const picture = byId("circle").querySelector("svg");
  picture.classList.toggle("shining", id !== null);
  for (const one of picture.querySelectorAll(".arc")) one.classList.toggle("lit", id !== null && (one.dataset.payer === id || one.dataset.payee === id));
}

function tellArcs(all, arcs, nodes) {
  const note = byId("circle-note");
  const hidden = all.length - arcs.length;
  note.replaceChildren(
    h("span", { text: hidden ? t("arcs_capped", { shown: count(arcs.length), hidden: count(hidden), parties: count(nodes.length) }) : t("arcs_shown", { shown: count(arcs.length), parties: count(nodes.length) }) }),
    " ",
    h("label", { for: "arc-cap", text: t("arc_cap") }),
    " ",
    h("select", { id: "arc-cap", on: { change: (event) => { state.arcs = Number(event.target.value); drawCircle(); byId("arc-cap").focus(); } } }, [25, 50, 150, 300, 600].map((most) => h("option", { value: most, selected: most === state.arcs, text: most }))),
    " ",
    h("label", { class: "inline" }, h("input", { type: "checkbox", id: "with-totals", checked: state.totals, on: { change: (event) => { state.totals = event.target.checked; drawCircle(); byId("with-totals").focus(); } } }), h("span", { text: t("with_totals") })),
  );
}

/** Sample lines, so that a width can be read. */
function drawScale(largest, most) {
  const samples = [1e9, 1e10, 1e11, 1e12].filter((amount) => amount <= largest * 1.5);
  put(
    "scale",
    h("span", { class: "printed" }, KINDS.map((kind) => [h("span", { class: `swatch k-${kind}` }), kindName(kind)])),
    h("span", { text: t("scale_width") }),
    samples.map((amount) => {
      const width = widthOf(amount, largest, most);
      return h("span", { class: "sample" }, svg("svg", { width: 34, height: Math.max(8, width + 2), "aria-hidden": "true" }, svg("line", { x1: 0, x2: 34, y1: Math.max(8, width + 2) / 2, y2: Math.max(8, width + 2) / 2, "stroke-width": width.toFixed(1) })), withCurrency(short(amount), "USD"));
    }),
    h("span", { class: "sample" }, svg("svg", { width: 34, height: 14, "aria-hidden": "true" }, svg("line", { x1: 0, x2: 34, y1: 7, y2: 7, "stroke-width": 12, class: "band" }), svg("line", { x1: 0, x2: 34, y1: 7, y2: 7, "stroke-width": 4 })), t("scale_band")),
    h("span", { class: "sample" }, svg("svg", { width: 34, height: 8, "aria-hidden": "true" }, svg("line", { x1: 0, x2: 34, y1: 4, y2: 4, "stroke-width": 3, "stroke-dasharray": "7 4" })), t("scale_dashes")),
  );
}

/** The same arcs as a table, for screen readers and for whoever likes tables better. */
function drawArcTable(arcs) {
  const place = byId("arc-table");
  const fillIn = () => {
    if (!place.open) return;
    byId("arc-table-body").replaceChildren(
      ...arcs.map((flow) => {
        const deal = dealById.get(flow.deal_id);
        return h(
          "tr",
          {},
          h("th", { scope: "row" }, scraped(partyName(flow.payer_group_id))),
          h("td", {}, scraped(partyName(flow.payee_group_id))),
          h("td", { text: kindName(flow.kind) }),
          h("td", { text: statusName(flow.status) }),
          h("td", { text: day(deal.date || deal.known_from) }),
          h("td", { class: "number" }, figure(dollars(flow), () => openDeal(flow.deal_id))),
        );
      }),
    );
  };
  place.ontoggle = fillIn;
  fillIn();
}
