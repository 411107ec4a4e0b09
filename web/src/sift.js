// Filters: by type, region, document and year. What does not pass is left out of search and views.

import { announce, byId, clear, h, mark } from "./base.js";
import { G, all, chain, documentTitle, documentsOf, facts, isType, seatOf, seatOfNode } from "./data.js";
import { grouped, nameOf } from "./figures.js";
import { showResults } from "./find.js";
import { lang, t } from "./language.js";
import { renderView } from "./start.js";

const sieve = { types: new Set(), region: -1, doc: -1, year: 0 };
/** @type {Uint8Array | null} */
let sieved = null;

function yearOf(i) {
  const f = facts(i);
  if (f.year) return f.year;
  return f.issued ? Number(String(f.issued).slice(0, 4)) : 0;
}

function inRegion(i) {
  const home = G.nodes.home[i];
  if (home < 0) return isType(i, "policy", "formulation", "indicator", "document");
  return home === sieve.region || seatOf(home) === sieve.region || chain(home).includes(sieve.region);
}

function sift(i) {
  if (sieve.types.has(G.nodes.type[i])) return false;
  if (sieve.region >= 0 && !inRegion(i)) return false;
  if (sieve.year && isType(i, "metric", "report") && yearOf(i) !== sieve.year) return false;
  if (sieve.doc >= 0) {
    const docs = documentsOf(i);
    if (docs.size ? !docs.has(sieve.doc) : isType(i, "metric", "programme", "formula")) return false;
  }
  return true;
}

export const sieving = () => sieve.types.size > 0 || sieve.region >= 0 || sieve.doc >= 0 || sieve.year > 0;

function sieveNow() {
  if (!sieved) sieved = Uint8Array.from(G.nodes.key, (_, n) => (sift(n) ? 1 : 0));
  return sieved;
}

/** Whether a node passes the filters; worked out once for each setting. */
export function passes(i) {
  if (!sieving()) return true;
  return sieveNow()[i] === 1;
}

function sieveChanged() {
  sieved = null;
  const on = sieving();
  byId("reset").hidden = !on;
  let words = "";
  if (on) {
    words = t("filtered", { n: sieveNow().reduce((a, b) => a + b, 0), m: G.size });
  }
  byId("sifted").textContent = words;
  announce(words);
  showResults();
  renderView();
}

function typeFilter(row, type) {
  const count = G.ofType[type].length;
  if (!count) return null;
  const box = h("input", {
    type: "checkbox",
    checked: !sieve.types.has(type),
    onchange: (event) => {
      if (event.target.checked) sieve.types.delete(type);
      else sieve.types.add(type);
      sieveChanged();
    },
  });
  const words = h("span", { class: "type-name" }, row[lang === "en" ? 2 : 1]);
  return h("label", { class: "type-row" }, box, mark(row[0]), words, h("span", { class: "count" }, grouped(count)));
}

function choice(id, label, first, rows, now, change) {
  const select = h(
    "select",
    { id, onchange: (event) => change(Number(event.target.value)) },
    h("option", { value: id === "by-year" ? 0 : -1 }, first),
    rows.map(([value, words]) => h("option", { value, selected: value === now }, words)),
  );
  return h("div", { class: "field" }, h("label", { for: id }, label), select);
}

/** Seats of the graph that hold anything, by the size of what they hold. */
export function filledSeats() {
  if (G.filled) return G.filled;
  const held = new Map();
  for (const key of ["programme", "formula", "metric"]) {
    for (const i of all(key)) {
      const seat = seatOfNode(i);
      if (seat >= 0) held.set(seat, (held.get(seat) || 0) + 1);
    }
  }
  G.filled = [...held.keys()].sort((a, b) => held.get(b) - held.get(a) || a - b);
  G.held = held;
  return G.filled;
}

export function renderFilters() {
  const years = new Set();
  for (const i of [...all("metric"), ...all("report")]) if (yearOf(i)) years.add(yearOf(i));
  const regions = filledSeats().slice(0, 400);
  const set = (name) => (value) => {
    sieve[name] = value;
    sieveChanged();
  };
  clear(
    byId("filters"),
    h("fieldset", {}, h("legend", {}, t("legend")), G.types.map(typeFilter)),
    choice("by-region", t("regions"), t("anyRegion"), regions.map((i) => [i, nameOf(i)]), sieve.region, set("region")),
    G.documents.length > 1 &&
      choice(
        "by-document",
        t("documents"),
        t("anyDocument"),
        G.documents.slice(0, 1000).map((_, doc) => [doc, documentTitle(doc).slice(0, 40)]),
        sieve.doc,
        set("doc"),
      ),
    years.size > 1 &&
      choice("by-year", t("years"), t("anyYear"), [...years].sort().map((y) => [y, String(y)]), sieve.year, set("year")),
  );
}

export function resetFilters() {
  Object.assign(sieve, { region: -1, doc: -1, year: 0 });
  sieve.types.clear();
  renderFilters();
  sieveChanged();
}
