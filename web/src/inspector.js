// The inspector: what the graph says about one node, and the sentences that it says it on.

import { announce, byId, clear, h, mark } from "./base.js";
import { G, chain, documentTitle, edgesOf, evidenceOf, evidenceOfEdge, facts, isType, parts, passageKey, relationIn, seatOfNode, sentenceAround, typeOf } from "./data.js";
import { changeText, conceptName, figureText, fullNameOf, kindName, labelOf, nameOf, typeName, valueText } from "./figures.js";
import { t } from "./language.js";
import { nodeAt, place, route } from "./route.js";

const GROUP = 12; // relations of one kind shown before “more”

export function nodeLink(i, extra) {
  return h(
    "button",
    { type: "button", class: `node-link ${extra || ""}`, "data-node": i },
    mark(typeOf(i)),
    h("span", {}, labelOf(i)),
  );
}

/** The headline of the report that a passage stands in, or that of its document. */
function reportTitle(e) {
  const s = G.passages.sentence[e];
  const report = s >= 0 ? G.sentences.report[s] : -1;
  const named = report >= 0 && G.nodes.name[report] !== G.nodes.key[report];
  return named ? G.nodes.name[report] : documentTitle(G.passages.doc[e]);
}

function evidenceCard(e) {
  const quote = h("blockquote", { class: "quote", lang: "zh-Hans" }, h("mark", {}, "…"));
  sentenceAround(e).then(([before, words, after]) => clear(quote, before, h("mark", {}, words), after));
  const s = G.passages.sentence[e];
  const doc = G.passages.doc[e];
  const sure = G.passages.sure[e];
  const trail = [
    G.passages.page[e] ? t("pageN", { n: G.passages.page[e] }) : null,
    s >= 0 && G.sentences.number[s] ? t("sentenceN", { n: G.sentences.number[s] }) : null,
    G.passages.ocr[e] ? t("ocrN", { n: Math.round(100 * G.passages.ocr[e]) }) : null,
    `${t("rule")} ${G.rules[G.passages.rule[e]]}`,
    sure === undefined ? null : `${t("confidence")} ${sure}`,
  ];
  return h(
    "li",
    { class: "evidence" },
    quote,
    h("p", { class: "evidence-from", lang: "zh-Hans" }, reportTitle(e)),
    h("p", { class: "evidence-trail" }, trail.filter(Boolean).join(" · ")),
    doc >= 0 &&
      h(
        "a",
        { class: "quiet-link", href: place({ v: "source", d: G.nodes.key[G.documents[doc]], e: passageKey(e), n: route.n }) },
        t("inSource"),
      ),
  );
}

export function moreButton(rest, show) {
  const button = h("button", { type: "button", class: "more" }, t("more", { n: rest }));
  button.addEventListener("click", () => button.replaceWith(...show()));
  return button;
}

/** A list that shows its first items, and the rest when asked. */
export function shortList(items, make, first) {
  const shown = items.slice(0, first).map(make);
  if (items.length <= first) return shown;
  return [...shown, h("li", {}, moreButton(items.length - first, () => items.slice(first).map(make)))];
}

function relationGroups(i) {
  const groups = new Map();
  for (const side of /** @type {("out" | "into")[]} */ (["out", "into"])) {
    for (const e of edgesOf(side, i)) {
      const p = G.edges.p[e];
      const key = `${side}-${p}`;
      if (!groups.has(key)) {
        groups.set(key, { order: p * 2 + Number(side === "into"), words: relationIn(p, side === "out"), ends: [] });
      }
      groups.get(key).ends.push([side === "out" ? G.edges.o[e] : G.edges.s[e], e]);
    }
  }
  return [...groups.values()].sort((a, b) => a.order - b.order);
}

function relationItem([other, edge]) {
  const why = evidenceOfEdge(edge);
  return h(
    "li",
    {},
    nodeLink(other),
    why.length > 0 &&
      h("details", { class: "why" }, h("summary", {}, t("evidence")), h("ul", { class: "plain" }, why.map(evidenceCard))),
  );
}

function factRows(i) {
  const f = facts(i);
  const region = G.nodes.home[i];
  const rows = [];
  const add = (key, value) => value && rows.push([t(key), value]);
  add("value", valueText(i));
  add("change", changeText(i));
  add("year", f.date || (f.year ? String(f.year) : ""));
  add("condition", f.condition);
  add("basis", isType(i, "metric") && [conceptName(f.basis), f.per].filter(Boolean).join(" / "));
  add("reached", isType(i, "metric") && conceptName(f.status));
  add("kind", kindName(i));
  add("sector", conceptName(f.sector));
  add("level", conceptName(f.level));
  if (region >= 0 && region !== i) add("region", nodeLink(region));
  add("segment", f.segment);
  add("actor", conceptName(f.actor));
  add("times", f.times);
  if (f.declared !== undefined) add("found", foundText(i));
  add("issued", f.issued);
  if (isType(i, "region")) add("code", f.code);
  const names = [nameOf(i), ...(G.nodes.aliases[i] || [])];
  add("aliases", names.filter((name) => name !== fullNameOf(i)).join("、"));
  return rows;
}

export function foundCount(i) {
  const f = facts(i);
  return f.found === undefined ? parts(i).length : f.found;
}

export function foundText(i) {
  const [n, m] = [foundCount(i), facts(i).declared ?? 0];
  return n >= m ? t("foundAll", { m }) : t("foundOf", { n, m });
}

function actionLinks(i) {
  const key = G.nodes.key[i];
  const seat = seatOfNode(i);
  const links = [h("a", { class: "action", href: place({ v: "network", scope: "ego", n: key }) }, t("inNetwork"))];
  if (seat >= 0) {
    links.push(h("a", { class: "action", href: place({ v: "structure", r: G.nodes.key[seat], n: key }) }, t("inStructure")));
  }
  return h("p", { class: "actions" }, links);
}

function breadcrumb(i) {
  const region = G.nodes.home[i];
  if (region < 0) return null;
  const names = chain(region).map((r) => nameOf(r));
  return h("p", { class: "crumbs" }, names.join(" › "));
}

export function renderInspector() {
  const i = nodeAt(route.n);
  const panel = byId("inspector");
  const open = i !== undefined;
  document.body.classList.toggle("inspecting", open);
  panel.hidden = !open;
  if (!open) return;
  const found = [...evidenceOf(i)];
  const groups = relationGroups(i);
  const title = h("h2", { id: "inspected", tabindex: "-1", class: "inspected-name" }, fullNameOf(i));
  clear(
    byId("inspector-body"),
    h("p", { class: "eyebrow" }, mark(typeOf(i)), typeName(i)),
    title,
    isType(i, "metric") && h("p", { class: "big-figure" }, figureText(i)),
    breadcrumb(i),
    h("h3", {}, found.length ? t("evidenceN", { n: found.length }) : t("evidence")),
    found.length
      ? h("ul", { class: "plain" }, shortList(found, evidenceCard, 3))
      : h("p", { class: "hint" }, t("noEvidence")),
    h("dl", { class: "facts" }, factRows(i).map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value)))),
    actionLinks(i),
    groups.length > 0 && h("h3", {}, t("relations")),
    groups.map((group) =>
      h(
        "section",
        { class: "relation" },
        h("h4", {}, group.words, h("span", { class: "count" }, group.ends.length)),
        h("ul", { class: "plain" }, shortList(group.ends, relationItem, GROUP)),
      ),
    ),
    h("p", { class: "hint key" }, `${t("identifier")} ${G.nodes.key[i]}`),
  );
  panel.scrollTop = 0;
  announce(`${typeName(i)} ${labelOf(i)}，${t("evidenceN", { n: found.length })}`);
}
