// The time line: a lane for each class of money, a mark for each deal, as large as its upper bound; a whisker where
// the day is not known exactly.

const LANES = ["capital", "spend", "contingent", "acquisition"];
const MOST_MARKS = 400;
const DAY = 86400000;

function drawTimeline() {
  const place = byId("timeline");
  if (!place) return;
  const largestFirst = [...chosen].sort((one, other) => other.size - one.size);
  const shown = largestFirst.slice(0, MOST_MARKS);
  byId("timeline-note").textContent = chosen.length > shown.length ? t("marks_capped", { shown: count(shown.length), all: count(chosen.length) }) : t("marks_shown", { shown: count(shown.length) });
  if (!shown.length) {
    place.replaceChildren(h("p", { text: t("nothing_left") }));
    return;
  }
  const width = Math.max(300, place.clientWidth || 900);
  const lanes = LANES.filter((lane) => shown.some((deal) => CLASS_OF[deal.kind] === lane));
  const full = width < 520 ? 78 : 104;
  const crowd = lanes.map((lane) => shown.filter((deal) => CLASS_OF[deal.kind] === lane).length);
  const heights = crowd.map((number) => (number > 12 ? full : full * 0.62));
  const tops = heights.map((_height, row) => heights.slice(0, row).reduce((sum, one) => sum + one, 0));
  const bottom = heights.reduce((sum, one) => sum + one, 0);
  const height = bottom + 34;
  const scale = timeScale(shown, width);
  const largest = shown.reduce((found, deal) => Math.max(found, deal.size), 1);
  const picture = svg("svg", { class: "timeline", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": t("timeline_label", { shown: count(shown.length) }) });
  drawAxis(picture, scale, height, bottom);
  lanes.forEach((lane, row) => {
    const top = tops[row];
    picture.append(
      svg("line", { x1: 0, x2: width, y1: top + heights[row], y2: top + heights[row], class: "rule" }),
      svg("text", { x: 0, y: top + 15, class: "lane", text: t(`class_${lane}`) }),
    );
  });
  const marks = svg("g", { role: "group", "aria-label": t("marks_label") });
  const inTime = [...shown].sort((one, other) => other.size - one.size || (one.first < other.first ? -1 : 1));
  const placed = lanes.map(() => []);
  for (const deal of inTime) {
    const row = lanes.indexOf(CLASS_OF[deal.kind]);
    if (row >= 0) marks.append(mark(deal, { scale, top: tops[row], laneHeight: heights[row], largest, placed: placed[row], narrow: width < 520 }));
  }
  picture.append(marks);
  roving(marks, ".mark");
  place.replaceChildren(picture);
}

/** Most of the time there is; the few deals that lie long before it stand at the left edge. */
function timeScale(shown, width) {
  const days = shown.map((deal) => Date.parse(deal.first)).sort((one, other) => one - other);
  const last = Math.max(...shown.map((deal) => Math.min(Date.parse(deal.last), Date.parse(deal.first) + 400 * DAY)));
  const from = days[Math.floor(days.length * 0.06)];
  const room = Math.max(last - from, 60 * DAY);
  const [begin, end] = [from - room * 0.03, from + room * 1.03];
  const left = 14;
  return {
    begin,
    end,
    left,
    x: (time) => left + ((Math.min(Math.max(time, begin), end) - begin) / (end - begin)) * (width - left - 14),
    early: (time) => time < begin,
    earlier: days.filter((time) => time < begin).length,
  };
}

function drawAxis(picture, scale, height, bottom) {
  const months = (scale.end - scale.begin) / (30.4 * DAY);
  const step = months > 120 ? 24 : months > 48 ? 12 : months > 20 ? 6 : months > 9 ? 3 : 1;
  const first = new Date(scale.begin);
  for (let month = Math.ceil((first.getUTCFullYear() * 12 + first.getUTCMonth() + 1) / step) * step; ; month += step) {
    const time = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (time > scale.end) break;
    const text = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
    const x = scale.x(time);
    picture.append(
      svg("line", { x1: x, x2: x, y1: 0, y2: bottom, class: "rule" }),
      svg("text", { x: x + 3, y: height - 12, class: "tick", text: step >= 12 ? day(text.slice(0, 4)) : day(text) }),
    );
  }
  if (scale.earlier) picture.append(svg("text", { x: 0, y: height - 1, class: "tick", text: t("earlier", { number: count(scale.earlier) }) }));
}

function mark(deal, { scale, top, laneHeight, largest, placed, narrow }) {
  const [first, last] = [Date.parse(deal.first), Date.parse(deal.last)];
  const x = scale.x((first + last) / 2);
  const size = deal.size > 0 ? 2.5 + (narrow ? 9 : 17) * Math.sqrt(deal.size / largest) : 2.5;
  const y = top + spread(x, size, placed, laneHeight);
  const told = [
    `${sideNames(deal, "payer")} → ${sideNames(deal, "payee")}`,
    `${kindName(deal.kind)} · ${money(deal.usd_low, deal.usd_high)}`,
    `${statusName(deal.status)} · ${deal.date ? day(deal.date) : t("first_heard", { day: day(deal.known_from) })}`,
  ];
  return svg(
    "g",
    {
      class: `mark k-${deal.kind} s-${deal.status}`,
      tabindex: "-1",
      role: "button",
      "aria-label": told.join(", "),
      "data-deal": deal.deal_id,
      on: { click: () => openDeal(deal.deal_id), mousemove: (event) => tooltip.show(event, told), mouseleave: tooltip.hide, focus: (event) => tooltip.show(event, told), blur: tooltip.hide },
    },
    last - first > 3 * DAY ? svg("line", { x1: scale.x(first).toFixed(1), x2: scale.x(last).toFixed(1), y1: y.toFixed(1), y2: y.toFixed(1), class: "whisker" }) : null,
    svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: size.toFixed(1) }),
  );
}

/** A height in the lane where a mark covers the marks before it least. */
function spread(x, size, placed, laneHeight) {
  const near = placed.filter((one) => Math.abs(one.x - x) < one.size + size + 1);
  const [low, high] = [24 + Math.min(size, 18), laneHeight - 5 - Math.min(size, 18)];
  const middle = (low + high) / 2;
  let best = middle;
  let least = Infinity;
  for (let step = 0; step <= 14; step += 1) {
    const y = Math.min(high, Math.max(low, middle + (step % 2 ? 1 : -1) * Math.ceil(step / 2) * ((high - low) / 14)));
    const covered = near.reduce((sum, one) => sum + Math.max(0, one.size + size - Math.hypot(one.x - x, one.y - y)), 0);
    if (covered < least - 0.01) [best, least] = [y, covered];
    if (!covered) break;
  }
  placed.push({ x, y: best, size });
  return best;
}
