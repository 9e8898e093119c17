// Data, language and theme of the page, and the few helpers with which everything is put on it.
// Text reaches the page only as text nodes and attributes: nothing here parses markup.

const DATA = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";

/** What the reader chose; everything shown follows from DATA and this. */
const state = {
  language: remembered("language", ["en", "zh"]) || DATA.language,
  theme: remembered("theme", ["light", "dark"]) || "auto",
  cut: "announced",
  kinds: new Set(),
  statuses: new Set(["completed", "announced", "talks"]),
  from: "",
  to: "",
  party: "",
  least: 0,
  totals: false,
  arcs: innerWidth < 520 ? 50 : 150,
  pairs: 24,
  wholeMeasures: new Set(),
  cycle: null,
  search: "",
  sort: "date",
  descending: true,
};

function remembered(name, allowed) {
  try {
    const value = localStorage.getItem(`roundtrip-${name}`);
    return allowed.includes(value) ? value : null;
  } catch {
    return null; // a page opened from a file may have no storage
  }
}

function remember(name, value) {
  try {
    localStorage.setItem(`roundtrip-${name}`, value);
  } catch {
    // then the choice lasts as long as the page
  }
}

/** A text in the reader's language, with {names} filled in. */
function t(key, values = {}) {
  const text = DATA.words[key];
  if (!text) throw new Error(`no text ${key}`);
  return fill(text[state.language], values);
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** One of the texts {en, zh} that come with data. */
function local(text) {
  return text[state.language];
}

/** An element. Properties: class, text, on (listeners), anything else an attribute; true is present, null is absent. */
function h(tag, properties = {}, ...children) {
  return build(document.createElement(tag), properties, children);
}

function svg(tag, properties = {}, ...children) {
  return build(document.createElementNS(SVG, tag), properties, children);
}

function build(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [kind, listener] of Object.entries(value)) element.addEventListener(kind, listener);
    } else if (name === "text") {
      element.textContent = value;
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Scraped words: kept apart from the direction of writing around them. */
function scraped(text, properties = {}) {
  return h("bdi", { ...properties, text: text ?? "" });
}

function put(id, ...children) {
  const place = document.getElementById(id);
  if (place) place.replaceChildren(...children.flat(3).filter(Boolean));
  return place;
}

function byId(id) {
  return document.getElementById(id);
}

/** Rows of a table of columns and rows, as objects. */
function records(table) {
  return table.rows.map((row) => Object.fromEntries(table.columns.map((name, place) => [name, row[place]])));
}

function groupBy(items, keyOf) {
  const found = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!found.has(key)) found.set(key, []);
    found.get(key).push(item);
  }
  return found;
}

function later(work, milliseconds) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), milliseconds);
  };
}

/** Arrow keys, Home and End move through one tab stop of many marks. */
function roving(container, selector) {
  const marks = () => [...container.querySelectorAll(selector)];
  const first = marks()[0];
  if (first) first.setAttribute("tabindex", "0");
  container.addEventListener("keydown", (event) => {
    const all = marks();
    const place = all.indexOf(event.target);
    if (place < 0) return;
    const next = { ArrowRight: place + 1, ArrowDown: place + 1, ArrowLeft: place - 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        event.target.dispatchEvent(new MouseEvent("click", { bubbles: true }));
      }
      return;
    }
    event.preventDefault();
    const target = all[(next + all.length) % all.length];
    event.target.setAttribute("tabindex", "-1");
    target.setAttribute("tabindex", "0");
    target.focus();
  });
}

const tooltip = {
  show(event, lines) {
    const box = byId("tooltip");
    box.replaceChildren(...lines.map((line, place) => h(place ? "div" : "strong", {}, scraped(line))));
    box.hidden = false;
    this.focused = event.type === "focus" ? { type: "focus", target: event.target, lines } : null;
    const at = event.type === "focus" ? event.target.getBoundingClientRect() : null;
    const x = at ? at.left + at.width / 2 : event.clientX;
    const y = at ? at.top : event.clientY;
    const width = box.offsetWidth;
    const height = box.offsetHeight;
    box.style.left = `${Math.max(8, Math.min(x + 14, innerWidth - width - 8))}px`;
    box.style.top = `${y + height + 24 > innerHeight ? Math.max(8, y - height - 12) : y + 16}px`;
  },
  hide() {
    byId("tooltip").hidden = true;
    tooltip.focused = null;
  },
  /** When the page moves, what the keyboard is on keeps its words beside it; what the pointer was on has gone. */
  moved() {
    if (tooltip.focused) tooltip.show(tooltip.focused, tooltip.focused.lines);
    else tooltip.hide();
  },
};
