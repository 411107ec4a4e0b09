// Filters: by type, region, document and year. What does not pass is left out of search and views.

import { announce, byId, clear, h, mark } from "./base.js";
import { G, all, chain, documentTitle, documentsOf, facts, isType, relationIn, seatOf, seatOfNode } from "./data.js";
import { grouped, nameOf } from "./figures.js";
import { showResults } from "./find.js";
import { lang, t } from "./language.js";
import { go, route } from "./route.js";

/** What is hidden (types, relations), and what alone is shown (a region, a document, a year); it stands in the address. */
const sieve = { types: new Set(), relations: new Set(), region: -1, doc: -1, year: 0 };
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

/** Whether edges of a relation are shown. */
export const tied = (p) => !sieve.relations.has(p);

/** The filters as one word of the address. */
function sieveWords() {
  const words = [...sieve.types].map((type) => `t-${G.types[type][0]}`);
  words.push(...[...sieve.relations].map((p) => `p-${G.relations[p][0]}`));
  if (sieve.region >= 0) words.push(`g-${G.nodes.key[sieve.region]}`);
  if (sieve.doc >= 0) words.push(`d-${G.nodes.key[G.documents[sieve.doc]]}`);
  if (sieve.year) words.push(`y-${sieve.year}`);
  return words.join("~");
}

/** Set the filters as the address says; what it names and the graph does not hold is left out. */
export function readSieve() {
  Object.assign(sieve, { region: -1, doc: -1, year: 0 });
  sieve.types.clear();
  sieve.relations.clear();
  for (const word of (route.f || "").split("~")) {
    const name = word.slice(2);
    const node = G.byKey.get(name);
    if (word.startsWith("t-") && G.typeAt[name] !== undefined) sieve.types.add(G.typeAt[name]);
    else if (word.startsWith("p-") && G.relationAt[name] !== undefined) sieve.relations.add(G.relationAt[name]);
    else if (word.startsWith("g-") && node !== undefined) sieve.region = node;
    else if (word.startsWith("d-") && node !== undefined) sieve.doc = G.documentAt.get(node) ?? -1;
    else if (word.startsWith("y-")) sieve.year = Number(name) || 0;
  }
  sieved = null;
  byId("reset").hidden = !sieving() && !sieve.relations.size;
  byId("sifted").textContent = sieving() ? t("filtered", { n: sieveNow().reduce((a, b) => a + b, 0), m: G.size }) : "";
}

function sieveChanged() {
  go({ f: sieveWords() || null });
  announce(byId("sifted").textContent);
  showResults();
}

/** A box for each relation of a picture. */
export function relationFilter(predicates) {
  if (predicates.length + sieve.relations.size < 2) return null;
  const listed = [...new Set([...predicates, ...sieve.relations])].sort((a, b) => a - b);
  const box = (p) =>
    h("label", { class: "type-row" }, h("input", {
      type: "checkbox",
      checked: tied(p),
      onchange: (event) => {
        if (event.target.checked) sieve.relations.delete(p);
        else sieve.relations.add(p);
        sieveChanged();
      },
    }), h("span", { class: "type-name" }, relationIn(p, true)));
  return h("details", { class: "relation-filter", id: "relation-filter" },
    h("summary", { class: "button" }, t("relationFilter"), sieve.relations.size > 0 && h("span", { class: "count" }, `−${sieve.relations.size}`)),
    h("div", { class: "popover" }, listed.map(box)));
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
  go({ f: null });
  showResults();
}
