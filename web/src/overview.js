// 总览: regions by sectors as a heat table, what is incomplete, where the graph came from.

import { clear, h, mark } from "./base.js";
import { G, all, documentTitle, facts, loadCompare, seatOfNode } from "./data.js";
import { conceptName, grouped, labelOf, nameOf } from "./figures.js";
import { foundCount, foundText, nodeLink, shortList } from "./inspector.js";
import { likenessCard } from "./likeness.js";
import { lang, t } from "./language.js";
import { place, route } from "./route.js";
import { colour } from "./pen.js";
import { provinceCard, timelineCard } from "./provinces.js";
import { passes } from "./sift.js";
import { sortable } from "./table.js";
import { linesTools, pictureButtons } from "./tablepicture.js";

const HEAT_ROWS = 40;

export function viewHead(title, text, ...more) {
  return h("header", { class: "view-head" }, h("h1", { tabindex: "-1" }, title), text && h("p", { class: "lead" }, text), more);
}

function tile(key) {
  const n = all(key).filter(passes).length;
  if (!all(key).length) return null;
  const row = G.types[G.typeAt[key]];
  return h("li", { class: "tile" }, mark(key), h("strong", {}, grouped(n)), h("span", {}, row[lang === "en" ? 2 : 1]));
}

/** Counts of programmes and formulas by seat and sector, and of figures by seat. */
function heatData() {
  const rows = new Map();
  const sectors = new Map();
  const row = (seat) => {
    if (!rows.has(seat)) rows.set(seat, { seat, bySector: new Map(), programmes: 0, figures: 0 });
    return rows.get(seat);
  };
  for (const i of [...all("programme"), ...all("formula")]) {
    const seat = seatOfNode(i);
    if (seat < 0 || !passes(i)) continue;
    const sector = facts(i).sector ?? -1;
    const at = row(seat);
    at.bySector.set(sector, (at.bySector.get(sector) || 0) + 1);
    at.programmes += 1;
    sectors.set(sector, (sectors.get(sector) || 0) + 1);
  }
  for (const i of all("metric")) {
    const seat = seatOfNode(i);
    if (seat >= 0 && passes(i)) row(seat).figures += 1;
  }
  const list = [...rows.values()].sort(
    (a, b) => b.programmes - a.programmes || b.figures - a.figures || a.seat - b.seat,
  );
  const columns = [...sectors.keys()].sort((a, b) => Number(a < 0) - Number(b < 0) || sectors.get(b) - sectors.get(a) || a - b);
  return { list, columns };
}

function heatClass(n, most) {
  return n ? `h${Math.max(1, Math.ceil(Math.sqrt(n / most) * 6))}` : "h0";
}

/** Which regions work like this one. */
function compareLink(seat) {
  return h("a", { class: "compare-pick", href: place({ v: "compare", r: G.nodes.key[seat] }), "aria-label": `${t("compareStart")} ${nameOf(seat)}`, title: t("likeOne", { name: nameOf(seat) }) }, t("compareStart"));
}

function heatRow(row, columns, most) {
  const key = G.nodes.key[row.seat];
  const cell = (sector) => {
    const n = row.bySector.get(sector) || 0;
    const to = place({ v: "structure", r: key, q: sector < 0 ? "none" : G.concepts[sector][0] });
    const inside = n
      ? h("a", { href: to, "aria-label": `${nameOf(row.seat)} ${sectorName(sector)} ${n}` }, n)
      : h("span", { class: "nil" }, "·");
    return h("td", { class: `heat ${heatClass(n, most)}` }, inside);
  };
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, h("a", { href: place({ v: "structure", r: key }) }, nameOf(row.seat)), compareLink(row.seat)),
    columns.map(cell),
    h("td", { class: "sum" }, row.programmes),
    h("td", { class: "sum" }, row.figures),
  );
}

export const sectorName = (sector) => (sector < 0 ? t("unsorted") : conceptName(sector));

function heatTable() {
  const { list, columns } = heatData();
  const most = Math.max(1, ...list.map((row) => Math.max(0, ...row.bySector.values())));
  const values = (row) => [nameOf(row.seat), ...columns.map((sector) => row.bySector.get(sector) || 0), row.programmes, row.figures];
  const heads = [t("region"), ...columns.map(sectorName), t("total"), t("figures")];
  const { table, csv } = sortable({
    name: t("heat"),
    cls: "heat-table",
    heads: heads.map((words, k) => ({ words, number: k > 0, turn: k > 0 })),
    rows: list,
    cells: () => [],
    values,
    nodes: (row) => held(row.seat),
    element: (row) => heatRow(row, columns, most),
    first: HEAT_ROWS,
  });
  const picture = () => ({
    title: t("heat"),
    of: list.length,
    widths: [150, ...heads.slice(1).map(() => 76)],
    rows: [heads.map((words, k) => ({ words, bold: true, middle: k > 0 })), ...list.slice(0, 60).map((row) => values(row).map((value, k) => {
      const heat = k > 0 && k <= columns.length ? heatClass(Number(value), most) : "";
      const dark = ["h5", "h6"].includes(heat);
      return { words: value ? String(value) : "·", middle: k > 0, bold: k === 0, fill: heat && heat !== "h0" ? colour(heat) : "", ink: dark ? colour("h-dark") : "" };
    }))],
  });
  return h("section", { class: "card wide" },
    h("div", { class: "card-head" }, h("h2", { id: "heat-title" }, t("heat")), h("div", { class: "table-tools" }, csv, pictureButtons(t("heat"), picture))),
    h("p", { class: "hint" }, t("heatText")),
    table);
}

/** What a row of the heat table counts: programmes, formulas, figures. */
const held = (seat) => [...all("programme"), ...all("formula"), ...all("metric")].filter((i) => seatOfNode(i) === seat && passes(i)).slice(0, 6);

/** Small marks for found and missing parts, with the same in words. */
export function pips(i) {
  const declared = facts(i).declared;
  const n = foundCount(i);
  if (declared === undefined) return n ? h("span", { class: "pips-text" }, t("partsN", { n })) : null;
  const dots = [];
  for (let k = 0; declared <= 10 && k < declared; k += 1) dots.push(h("i", { class: k < n ? "pip on" : "pip" }));
  return h(
    "span",
    { class: "pips", title: foundText(i) },
    dots.length > 0 && h("span", { "aria-hidden": "true" }, dots),
    h("span", { class: "pips-text" }, `${n}/${declared}`),
    h("span", { class: "offscreen" }, foundText(i)),
  );
}

function incompleteCard() {
  const list = [...all("programme"), ...all("formula")].filter((i) => {
    const declared = facts(i).declared;
    return declared !== undefined && foundCount(i) < declared && passes(i);
  });
  const where = (i) => (G.nodes.home[i] >= 0 ? nameOf(G.nodes.home[i]) : "");
  const item = (i) => h("li", {}, nodeLink(i), h("span", { class: "where" }, where(i)), pips(i));
  const lines = () => ({ heads: [t("programmes"), t("region"), t("found")], lines: list.map((i) => [labelOf(i), where(i), foundText(i)]), nodes: list.map((i) => [i]), widths: [280, 160, 300] });
  return h("section", { class: "card", id: "incomplete" }, [
    h("div", { class: "card-head" }, h("h2", {}, t("incomplete"), h("span", { class: "count" }, list.length)), list.length > 0 && linesTools(t("incomplete"), lines)),
    h("p", { class: "hint" }, list.length ? t("incompleteText") : t("incompleteNone")),
    h("ul", { class: "plain rows" }, shortList(list, item, 8)),
  ]);
}

function sourcesCard() {
  const counts = new Int32Array(G.documents.length + 1);
  for (const doc of G.passages.doc) if (doc >= 0) counts[doc] += 1;
  const item = (node, doc) =>
    h(
      "li",
      {},
      h(
        "a",
        { class: "source-link", lang: "zh-Hans", href: place({ v: "source", d: G.nodes.key[node] }) },
        documentTitle(doc),
      ),
      h("span", { class: "where" }, `${G.nodes.name[node]} · ${t("mentionsN", { n: counts[doc] })}`),
    );
  const left = G.meta.leftOut || [];
  const lines = () => ({ heads: [t("document"), t("name"), t("evidence")], lines: G.documents.map((node, doc) => [documentTitle(doc), G.nodes.name[node], counts[doc]]), nodes: null, widths: [420, 280, 90] });
  return h("section", { class: "card", id: "sources" }, [
    h("div", { class: "card-head" }, h("h2", {}, t("sources"), h("span", { class: "count" }, G.documents.length)), linesTools(t("sources"), lines)),
    h("p", { class: "hint" }, t("statementsN", { n: grouped(G.meta.statements), e: grouped(G.meta.passages) })),
    h("ul", { class: "plain rows" }, shortList(G.documents.map((n, d) => [n, d]), ([n, d]) => item(n, d), 8)),
    left.length > 0 && h("div", { class: "left-out" }, h("h3", {}, t("leftOut")), left.map((row) => h("p", {}, row[lang === "en" ? 1 : 0]))),
    h("p", { class: "hint" }, t("offline")),
  ]);
}

export async function renderOverview(main) {
  await loadCompare({ pairs: false });
  if (route.v !== "overview") return;
  const counts = { d: grouped(G.documents.length), r: grouped(all("region").length), p: grouped(all("programme").length) };
  clear(
    main,
    viewHead(t("lead", counts), t("leadText")),
    h(
      "ul",
      { class: "tiles" },
      ["region", "programme", "formula", "part", "metric", "party", "org", "policy", "formulation"].map(tile),
    ),
    G.compare.types && likenessCard(5),
    heatTable(),
    h("div", { class: "pair" }, provinceCard(), timelineCard()),
    h("div", { class: "pair" }, incompleteCard(), sourcesCard()),
  );
}
