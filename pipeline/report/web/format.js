// Amounts, days and names as a reader of either language likes them. An amount is always told with its bounds.

const UNITS = {
  en: [[1e12, "tn"], [1e9, "bn"], [1e6, "m"], [1e3, "k"]],
  zh: [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]],
};
const SIGNS = { USD: "$", EUR: "€", GBP: "£", JPY: "¥", CNY: "CN¥", HKD: "HK$", TWD: "NT$" };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function short(value) {
  for (const [size, unit] of UNITS[state.language]) {
    if (Math.abs(value) >= size) {
      const scaled = value / size;
      return `${digits(scaled, Math.abs(scaled) >= 100 ? 0 : Math.abs(scaled) >= 10 ? 1 : 2)}${unit}`;
    }
  }
  return digits(value, 2);
}

/** A figure with at most so many decimals; nothing that is not nought is shown as nought. */
function digits(value, decimals) {
  const rounded = value.toFixed(decimals);
  const told = value !== 0 && Number(rounded) === 0 ? value.toPrecision(1) : rounded;
  const [whole, fraction] = told.split(".");
  const kept = (fraction || "").replace(/0+$/, "");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (kept ? `.${kept}` : "");
}

function withCurrency(text, currency) {
  if (state.language === "zh") return `${text}${DATA.currencies[currency] || ` ${currency}`}`;
  const sign = SIGNS[currency];
  return sign ? `${sign}${text}` : `${currency} ${text}`;
}

/** An amount with both bounds; `open` is said where nothing is known. */
function money(low, high, currency = "USD") {
  if (low === null && high === null) return t("not_stated");
  if (low !== null && low === high) return withCurrency(short(low), currency);
  if (high === null) return low === 0 ? t("no_bound") : t("at_least", { amount: withCurrency(short(low), currency) });
  if (low === null) return t("at_most", { amount: withCurrency(short(high), currency) });
  const first = state.language === "en" && low !== 0 ? withCurrency(short(low), currency) : short(low);
  return `${low === 0 && state.language === "en" ? withCurrency("0", currency) : first} – ${withCurrency(short(high), currency)}`;
}

/** What a flow or deal says in US dollars: nothing where no amount was told. */
function dollars(flow) {
  if (!flow.stated) return t("not_stated");
  return money(flow.usd_low === 0 && flow.usd_high !== null ? null : flow.usd_low, flow.usd_high);
}

function ratio(low, high, unit = "×") {
  if (low === null && high === null) return "–";
  const first = low === null ? "?" : digits(low, 2);
  const last = high === null ? "∞" : digits(high, 2);
  return first === last ? `${first}${unit}` : `${first} – ${last}${unit}`;
}

function share(low, high) {
  if (low === null && high === null) return "–";
  const of = (value) => `${digits(value * 100, 0)}%`;
  if (low === null || high === null) return ratio(low, high, "");
  return of(low) === of(high) ? of(low) : `${of(low)} – ${of(high)}`;
}

function count(value) {
  return digits(Number(value), 0);
}

/** A day, month or year as it is known: 2025, 2025-11, 2025-11-03, also the day of a moment. */
function day(text) {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(text || "");
  if (!found) return "–";
  const [, year, month, date] = found;
  if (state.language === "zh") return `${year}年${month ? `${Number(month)}月` : ""}${date ? `${Number(date)}日` : ""}`;
  return [date && Number(date), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

function kindName(kind) {
  return DATA.words[`kind_${kind}`] ? t(`kind_${kind}`) : kind;
}

function statusName(status) {
  return DATA.words[`status_${status}`] ? t(`status_${status}`) : status;
}

function partyName(id, fallback = "") {
  if (id === "*") return t("any_party");
  const party = DATA.parties[id];
  return party ? party[state.language] : fallback || id || t("unknown");
}

/** Who pays whom. */
function dealTitle(deal) {
  return `${sideNames(deal, "payer")} → ${sideNames(deal, "payee")}`;
}

/** The names of one side of a deal. */
function sideNames(deal, side) {
  const ids = deal[`${side}_ids`];
  if (!ids || !ids.length) return t("unknown");
  const names = deal[side === "payer" ? "payers" : "payees"] || [];
  return ids.map((id, place) => partyName(id, names[place])).join(state.language === "zh" ? "、" : ", ");
}

/** The names of one side; on the live pages each leads to its party's page. */
function sideNodes(deal, side) {
  const ids = deal[`${side}_ids`];
  if (!DATA.live || !ids || !ids.length) return [scraped(sideNames(deal, side))];
  const names = deal[side === "payer" ? "payers" : "payees"] || [];
  return ids.flatMap((id, place) => [
    place ? (state.language === "zh" ? "、" : ", ") : null,
    h("a", { href: `/party/${encodeURIComponent(id)}` }, scraped(partyName(id, names[place]))),
  ]);
}

function conflictValue(conflict) {
  const [qualifier, sum, currency] = conflict.value.split(" ");
  if (["amount", "unit"].includes(conflict.field) && /^[\d.]+$/.test(sum || "") && currency) {
    const [low, high] = sum.includes("..") ? sum.split("..").map((end) => (end === "" ? null : Number(end))) : [Number(sum), Number(sum)];
    return DATA.words[`qualifier_${qualifier}`] ? `${money(low, high, currency)} (${t(`qualifier_${qualifier}`)})` : money(low, high, currency);
  }
  if (conflict.field === "kind") return kindName(conflict.value);
  if (conflict.field === "status") return statusName(conflict.value);
  if (conflict.field === "stake") return `${digits(Number(conflict.value), 2)}%`;
  if (conflict.field === "direction") return conflict.value.split(" > ").map((side) => side.split(", ").map((id) => partyName(id)).join(", ")).join(" → ");
  return conflict.value;
}
