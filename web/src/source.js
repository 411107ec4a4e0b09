// 原文: a document's text with every mention marked by its kind; from a mention to its node and back.

import { byId, clear, every, h, mark } from "./base.js";
import { G, cut, documentTitle, documentsOf, evidenceOf, evidenceOfEdge, passageKey, textOf, typeOf, unwrapped } from "./data.js";
import { WEIGHTS } from "./find.js";
import { lang, t } from "./language.js";
import { viewHead } from "./overview.js";
import { go, nodeAt, route } from "./route.js";
import { passes } from "./sift.js";
import { renderView } from "./start.js";

let reflowing = true;
/** @type {{start: number, end: number, node: number, e: number}[]} */
let mentions = []; // of the document on show: {start, end, node, e}

/** The node that each passage supports; made once. */
export function supported() {
  if (G.supported) return G.supported;
  /** @type {Map<number, number>} */
  const known = new Map();
  for (let i = 0; i < G.size; i += 1) {
    for (const e of evidenceOf(i)) if (!known.has(e) || better(i, known.get(e))) known.set(e, i);
  }
  G.edges.o.forEach((o, edge) => {
    for (const e of evidenceOfEdge(edge)) if (!known.has(e)) known.set(e, o);
  });
  G.passagesOf = G.documents.map(() => []);
  G.passages.doc.forEach((d, e) => d >= 0 && G.passagesOf[d].push(e));
  G.supported = known;
  return known;
}

/** Every passage of a document with the node it supports, outer passages before inner ones. */
function mentionsOf(doc) {
  const known = supported();
  return G.passagesOf[doc]
    .filter((e) => known.has(e) && passes(known.get(e)))
    .map((e) => ({ start: G.passages.start[e], end: G.passages.end[e], node: known.get(e) ?? -1, e }))
    .sort((a, b) => a.start - b.start || b.end - a.end || a.e - b.e);
}

function better(i, other) {
  return (WEIGHTS[typeOf(i)] || 0) > (WEIGHTS[typeOf(other)] || 0);
}

/** Where layout breaks a line inside running text: long lines of about the same width that end in no stop. */
function wrapsAt(characters) {
  const raw = Array.isArray(characters) ? characters.join("") : characters;
  const lines = raw.split("\n").filter((line) => !line.includes("\t")).map((line) => line.trim().length).filter(Boolean).sort((a, b) => a - b);
  const usual = lines[Math.floor(lines.length * 0.6)] || 0;
  if (!lines.length || usual > 60) return null;
  return (before, after) =>
    before.trim().length >= usual * 0.75 && !/[。！？：；…”]\s*$/.test(before) && /^\s*(?![（(]?单位[：:])\S/.test(after);
}

/** Whether a sentence that the graph knows runs across a place: then a break there is layout. */
function sentenceAcross(doc, text) {
  const spans = [];
  G.sentences.doc.forEach((d, s) => {
    if (d !== doc) return;
    const [start, end] = [G.sentences.start[s], G.sentences.end[s]];
    const words = cut(text, start, end);
    // a full stop inside means that a caption stands within the sentence: its lines stay apart
    if (words.includes("\n") && !/[。！？]./s.test(words.trim())) spans.push([start, end]);
  });
  spans.sort((a, b) => a[0] - b[0]);
  return (at) => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle][0] <= at) low = middle + 1;
      else high = middle;
    }
    return low > 0 && at < spans[low - 1][1];
  };
}

function plainRun(words, joins, before, after, inside, from) {
  if (!reflowing || !words.includes("\n")) return [words];
  const pieces = words.split(/([ \t]*\r?\n\s*)/);
  let at = from;
  return pieces.map((piece, k) => {
    const here = at;
    at += piece.length;
    if (!piece.includes("\n")) return piece;
    const left = (pieces[k - 1] || before).split("\n").pop();
    const right = pieces[k + 1] || after;
    const above = k === 1 ? before + left : left;
    const below = k + 2 === pieces.length ? right + after : right;
    if (`${above.split("\n").pop()}${piece}${below.split("\n")[0]}`.includes("\t")) {
      return [h("span", { class: "row" }, "\n"), piece.replace(/^[^\n]*\n|\n/g, "")]; // a row of a table, with its empty first cells
    }
    const joined = inside(here) || (joins?.(`${k === 1 ? before : ""}${left}`.split("\n").pop(), right));
    return joined ? h("span", { class: "wrap" }, piece) : h("span", { class: "break" }, "\n");
  });
}

/** The text in runs: each run knows the innermost mention that it belongs to. */
function textRuns(text, list, doc) {
  const inside = sentenceAcross(doc, text);
  const edges = new Set([0, text.characters.length]);
  for (const m of list) {
    edges.add(Math.min(m.start, text.characters.length));
    edges.add(Math.min(m.end, text.characters.length));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const joins = wrapsAt(text.characters);
  const open = [];
  let next = 0;
  return cuts.slice(0, -1).map((from, k) => {
    while (next < list.length && list[next].start <= from) open.push(list[next++]);
    for (let m = open.length - 1; m >= 0; m -= 1) if (open[m].end <= from) open.splice(m, 1);
    const words = cut(text, from, cuts[k + 1]);
    const run = plainRun(words, joins, cut(text, Math.max(0, from - 60), from), cut(text, cuts[k + 1], cuts[k + 1] + 60), inside, from);
    if (!open.length) return h("span", {}, run);
    const inner = open.reduce((a, b) => (b.end - b.start <= a.end - a.start ? b : a));
    return h("span", { class: `said said-${typeOf(inner.node)}`, "data-mentions": open.map((m) => m.e).join(" "), "data-e": inner.e }, run);
  });
}

function quotedOnly(text) {
  const rows = Object.entries(text.quoted || {});
  return [h("p", { class: "hint" }, t("textMissing")), rows.map(([, words]) => h("p", {}, unwrapped(words)))];
}

/** Show which mention is meant: mark all of it, scroll to it, and open its node. */
function showMention(e, { scroll = true } = {}) {
  const runs = every(".paper .said[data-mentions]");
  /** @type {any} */
  let first = null;
  for (const run of runs) {
    const on = run.dataset.mentions.split(" ").includes(String(e));
    run.classList.toggle("now", on);
    if (on && !first) first = run;
  }
  const number = mentions.findIndex((m) => m.e === e);
  const counter = byId("mention-number");
  if (counter) counter.textContent = number < 0 ? "" : t("mentionOf", { n: number + 1, m: mentions.length });
  if (first && scroll) first.scrollIntoView({ block: "center" });
}

export function stepMention(step) {
  if (!mentions.length) return;
  const now = mentions.findIndex((m) => passageKey(m.e) === route.e);
  const to = mentions[(now + step + mentions.length) % mentions.length];
  go({ e: passageKey(to.e), n: G.nodes.key[to.node] });
}

function documentSelect(doc) {
  return h(
    "div",
    { class: "field inline" },
    h("label", { for: "document" }, t("document")),
    h(
      "select",
      { id: "document", lang: "zh-Hans", onchange: (event) => go({ v: "source", d: event.target.value, e: null, n: null }) },
      G.documents.slice(0, 3000).map((node, d) => h("option", { value: G.nodes.key[node], selected: d === doc }, documentTitle(d).slice(0, 60))),
    ),
  );
}

function currentDocument() {
  const node = nodeAt(route.d);
  if (node !== undefined && G.documentAt.has(node)) return G.documentAt.get(node);
  const i = nodeAt(route.n);
  const [first] = i === undefined ? [] : documentsOf(i);
  return first ?? 0;
}

export async function renderSource(main) {
  const doc = currentDocument();
  if (!G.documents.length) {
    clear(main, viewHead(t("source"), t("nothing")));
    return;
  }
  const text = await textOf(doc);
  if (route.v !== "source" || currentDocument() !== doc) return;
  mentions = mentionsOf(doc);
  const node = G.documents[doc];
  const used = new Set(mentions.map((m) => G.nodes.type[m.node]));
  const step = (by, key) => h("button", { type: "button", class: "button", onclick: () => stepMention(by) }, t(key));
  clear(
    main,
    h("header", { class: "view-head" },
      h("p", { class: "crumbs" }, G.nodes.name[node]),
      h("h1", { tabindex: "-1", lang: "zh-Hans", class: "source-title" }, documentTitle(doc))),
    h("div", { class: "toolbar sticky" },
      documentSelect(doc),
      h("div", { class: "stepper" }, step(-1, "previous"), h("span", { id: "mention-number", class: "hint" }), step(1, "next")),
      h("label", { class: "switch" }, h("input", { type: "checkbox", checked: reflowing, onchange: (event) => {
        reflowing = event.target.checked;
        renderView();
      } }), t("reflow"))),
    h("ul", { class: "plain kinds" }, [...used].sort((a, b) => a - b).map((type) =>
      h("li", {}, mark(G.types[type][0]), h("span", { class: `said said-${G.types[type][0]} sample` }, G.types[type][lang === "en" ? 2 : 1])))),
    h("article", { class: "paper", lang: "zh-Hans", "aria-label": documentTitle(doc), tabindex: "0" }, text.whole ? textRuns(text, mentions, doc) : quotedOnly(text)),
  );
  pointAtMention();
}

export function pointAtMention() {
  const found = mentions.find((m) => passageKey(m.e) === route.e) || (route.n && mentions.find((m) => m.node === nodeAt(route.n)));
  if (found) showMention(found.e);
  else showMention(-1, { scroll: false });
}
