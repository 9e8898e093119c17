// Puts the page together, and again in another language.

function drawTitle() {
  const read = DATA.read;
  if (!read) return;
  put("read", t("read_from", { articles: count(read.articles), publishers: count(read.publishers), zh: count(read.chinese), en: count(read.english), first: day(read.first_published), last: day(read.last_published) }));
  put("made", t("made_at", { day: `${day(DATA.made_at)} ${DATA.made_at.slice(11, 16)}`, run: read.run_at ? `${day(read.run_at)} ${read.run_at.slice(11, 16)}` : "–" }));
  const party = DATA.party && DATA.parties[DATA.party];
  if (party) {
    put("page-title", scraped(partyName(DATA.party)));
    const others = [...new Set([party.en, party.zh, ...party.names])].filter((name) => name !== partyName(DATA.party));
    put("standfirst", others.length ? t("also_named", { names: others.join(", ") }) : "", party.group !== DATA.party && party.group ? [" ", t("belongs_to"), " ", h("a", { href: `/party/${encodeURIComponent(party.group)}` }, scraped(partyName(party.group)))] : null);
  } else if (DATA.deal) {
    const deal = dealById.get(DATA.deal);
    put("page-title", scraped(`${sideNames(deal, "payer")} → ${sideNames(deal, "payee")}`));
    put("standfirst", `${kindName(deal.kind)} · ${money(deal.usd_low, deal.usd_high)} · ${statusName(deal.status)}`);
    put("deal", dealCard(deal));
  }
  const title = byId("page-title");
  document.title = `${title.textContent} · Roundtrip`;
}

function drawWords() {
  document.documentElement.lang = state.language === "zh" ? "zh-Hans" : "en";
  for (const place of document.querySelectorAll("[data-t]")) place.textContent = t(place.dataset.t, JSON.parse(place.dataset.values || "{}"));
  for (const place of document.querySelectorAll("[data-label-t]")) place.setAttribute("aria-label", t(place.dataset.labelT));
  for (const button of document.querySelectorAll("[data-language]")) button.setAttribute("aria-pressed", String(button.dataset.language === state.language));
}

function drawTheme() {
  if (state.theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = state.theme;
  const dark = state.theme === "dark" || (state.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  byId("theme").setAttribute("aria-pressed", String(dark));
}

function drawAll() {
  drawWords();
  drawTitle();
  drawHeadline();
  choose();
  if (byId("filters")) drawFilters();
  drawRoundTrips();
  drawCycles();
  drawCircle();
  drawTimeline();
  if (byId("ledger")) byId("ledger").replaceChildren();
  drawLedger();
  drawMeasures();
  drawConflicts();
  drawAside();
  drawMethod();
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    state.language = button.dataset.language;
    remember("language", state.language);
    drawAll();
  });
}
byId("theme").addEventListener("click", () => {
  state.theme = byId("theme").getAttribute("aria-pressed") === "true" ? "light" : "dark";
  remember("theme", state.theme);
  drawTheme();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawTheme);
if (byId("evidence")) {
  byId("evidence-close").addEventListener("click", () => byId("evidence").close());
  byId("evidence").addEventListener("click", (event) => event.target === byId("evidence") && byId("evidence").close());
}
addEventListener("scroll", tooltip.moved, { passive: true });
addEventListener("keydown", (event) => event.key === "Escape" && tooltip.hide());
let lastWidth = innerWidth;
addEventListener("resize", later(() => {
  if (innerWidth === lastWidth) return; // on a phone the bars of the browser come and go
  lastWidth = innerWidth;
  drawCircle();
  drawTimeline();
}, 150));

if (deals.length > 1000) document.documentElement.dataset.large = "true"; // then what is out of sight is laid out later
drawTheme();
drawAll();
document.documentElement.dataset.ready = "true";
