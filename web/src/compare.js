// 县区对比: two to five regions in one aligned table, as `kg compare` computed it.

import { clear, copyText, h, mark } from "./base.js";
import { aloneBySector, canAdd, combinations, comparisonCsv, comparisonKey, correspondingRows, relationName, rowAgrees, whyWords } from "./comparing.js";
import { G, chain, facts, parts, seatOfNode, unpacked } from "./data.js";
import { changeText, figureText, kindName, nameOf, valueText } from "./figures.js";
import { nodeLink, shortList } from "./inspector.js";
import { lang, t } from "./language.js";
import { pips, sectorName, viewHead } from "./overview.js";
import { go, nodeAt, place, regionsInRoute, route } from "./route.js";
import { sieving } from "./sift.js";
import { figureChip, figuresUnder } from "./structure.js";

const MOST_REGIONS = 5;

function comparedRegions() {
  const offered = G.compare.regions;
  const asked = regionsInRoute();
  if (asked.length > 1 || asked.some((i) => offered.includes(i))) return asked.slice(0, MOST_REGIONS);
  const selected = nodeAt(route.n);
  const seat = selected === undefined ? -1 : seatOfNode(selected);
  const first = offered.includes(seat) ? seat : offered[0];
  return [first, offered.find((i) => i !== first)].filter((i) => i !== undefined);
}

/** What choosing a region leads to: it joins, or where that set was not kept it takes the last one's place. */
function withRegion(regions, i) {
  if (regions.includes(i)) return regions.filter((other) => other !== i);
  if (regions.length < MOST_REGIONS && (regions.length < 2 || canAdd(regions, i))) return [...regions, i];
  const swapped = [...regions.slice(0, -1), i];
  return comparisonKey(swapped) === undefined ? [regions[0], i] : swapped;
}

function regionPicker(regions) {
  const button = (i) => {
    const on = regions.includes(i);
    const next = withRegion(regions, i);
    return h("button", {
      type: "button",
      class: on || next.length > regions.length ? "region-chip" : "region-chip swap",
      "aria-pressed": String(on),
      onclick: () => go({ v: "compare", r: next.map((n) => G.nodes.key[n]).join(".") }),
    }, nameOf(i));
  };
  const listed = [...G.compare.regions, ...regions.filter((i) => !G.compare.regions.includes(i))];
  const left = G.compare.leftOut;
  return [
    h("div", { class: "region-chips", role: "group", "aria-label": t("chooseRegions") }, listed.map(button)),
    left ? h("p", { class: "hint chips-hint" }, left[lang === "en" ? 1 : 0]) : "",
  ];
}

function relationBadge(relation, title) {
  return h("span", { class: `badge badge-${relation}`, title: title || null }, relationName(relation));
}

function programmeCell(i, regions, column) {
  if (i < 0) return h("td", { class: "absent" }, h("span", {}, t("missing")));
  const home = G.nodes.home[i];
  return h("td", {}, nodeLink(i, "programme-link"),
    h("span", { class: "cell-more" }, kindName(i), pips(i), home >= 0 && home !== regions[column] && h("span", { class: "where" }, nameOf(home))),
    figuresUnder(i).slice(0, 4).map(figureChip));
}

function partCell(cell, missing, absent) {
  if (absent) return h("td", { class: "absent" });
  if (typeof cell === "string") return h("td", {}, cell);
  if (cell < 0) return h("td", { class: missing ? "absent" : "" }, missing ? h("span", {}, t("missing")) : "");
  const order = facts(cell).times || facts(cell).position;
  return h("td", {}, h("span", { class: "depth" }, h("span", { class: "order", "aria-hidden": "true" }, order || "·"),
    h("button", { type: "button", class: "part-link", "data-node": cell }, nameOf(cell))),
  figuresUnder(cell).slice(0, 3).map(figureChip));
}

function compareRows(row, regions) {
  const why = row.links.length ? whyWords(row.links) : "";
  const words = row.links.length && row.relation !== "shared" ? h("span", { class: "score" }, Math.min(...row.links.map((l) => l[2])).toFixed(2)) : null;
  const head = h("th", { scope: "row" }, relationBadge(row.relation, why), words, h("span", { class: "where" }, sectorName(row.sector)), why && h("span", { class: "offscreen" }, why));
  return [
    h("tr", { class: `row-${row.relation}` }, head, row.cells.map((i, column) => programmeCell(i, regions, column))),
    ...row.parts.map(([relation, cells_, missing]) =>
      h("tr", { class: "compare-part" }, h("th", { scope: "row" }, relationBadge(relation)),
        cells_.map((cell, column) => partCell(cell, missing.includes(column), row.cells[column] < 0)))),
  ];
}

/** A programme that only one region has: its name, and its parts when asked for. */
function aloneItem(i) {
  const inner = parts(i);
  const figures = figuresUnder(i);
  if (!inner.length && !figures.length) return h("li", {}, nodeLink(i));
  return h("li", {}, nodeLink(i), h("details", { class: "inner" },
    h("summary", {}, pips(i) || t("figuresN", { n: figures.length })),
    h("ol", { class: "plain" }, inner.map((part) => h("li", {}, h("span", { class: "depth" }, h("span", { class: "order", "aria-hidden": "true" }, facts(part).times || facts(part).position || ""), h("button", { type: "button", class: "part-link", "data-node": part }, nameOf(part)))))),
    figures.map(figureChip)));
}

function aloneRows(set) {
  return aloneBySector(set).map(([sector, lists]) =>
    h("tr", { class: "alone-row" }, h("th", { scope: "row" }, sectorName(sector)),
      lists.map((list) => h("td", { class: list.length ? "" : "absent" }, list.length ? h("ul", { class: "plain" }, shortList(list, aloneItem, 10)) : h("span", {}, t("missing"))))));
}

function compareHeads(regions, first) {
  return h("thead", {}, h("tr", {}, h("th", { scope: "col" }, first), regions.map((i) => h("th", { scope: "col" },
    h("a", { href: place({ v: "structure", r: G.nodes.key[i] }) }, nameOf(i)), h("span", { class: "where" }, chain(i).slice(0, -1).map((r) => nameOf(r)).join(" › "))))));
}

function compareCard(title, count, regions, first, rows, empty) {
  return h("section", { class: "card wide" },
    h("h2", {}, title, h("span", { class: "count" }, count)),
    rows.length
      ? h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
        h("table", { class: `compare-table columns-${regions.length}` }, compareHeads(regions, first), h("tbody", {}, rows)))
      : h("p", { class: "hint" }, empty));
}

function correspondingCard(regions, set, onlyDifferent) {
  const rows = correspondingRows(set).filter((row) => !onlyDifferent || !rowAgrees(row));
  return compareCard(t("corresponding"), rows.length, regions, t("status"), rows.flatMap((row) => compareRows(row, regions)), t("noneCorresponding"));
}

function aloneCard(regions, set) {
  const count = set.only.reduce((n, list) => n + list.length, 0);
  return compareCard(t("own"), count, regions, t("sector"), aloneRows(set), t("nothing"));
}

function compareFigures(regions, set) {
  const cell = (list, conflict) => h("td", { class: list.length ? "" : "absent" },
    list.length ? list.map(([i, where]) => h("div", {}, where && h("span", { class: "where" }, `${where} `), valueButton(i))) : h("span", {}, t("missing")),
    conflict && h("p", { class: "conflict" }, t("conflict")));
  const rows = set.figures.map(([label, scope, cells_, conflicts]) =>
    h("tr", {}, h("th", { scope: "row" }, label, scope && h("span", { class: "where" }, scope)), cells_.map((list, k) => cell(list, conflicts.includes(k)))));
  const alone = set.alone.some((list) => list.length) &&
    h("tr", {}, h("th", { scope: "row" }, t("alone")), set.alone.map((list) => h("td", {},
      list.length > 0 && h("details", {}, h("summary", {}, t("figuresN", { n: list.length })), list.map((i) => h("div", { class: "alone" }, figureChip(i)))))));
  if (!rows.length && !alone) return null;
  return h("section", { class: "card wide" },
    h("h2", {}, t("figures")),
    h("p", { class: "hint" }, t("figuresNote")),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("figures") },
      h("table", { class: `compare-table columns-${regions.length}` }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("indicator")), regions.map((i) => h("th", { scope: "col" }, nameOf(i))))), h("tbody", {}, rows, alone))));
}

function valueButton(i) {
  return h("button", { type: "button", class: "figure", "data-node": i }, mark("metric"), h("strong", {}, figureText(i)),
    valueText(i) && h("span", { class: "change" }, changeText(i)), h("span", { class: "figure-name" }, facts(i).year || ""));
}

/** Formulas by partner: a column for each role, a line for each formula. */
function partnerTable(regions, set) {
  if (!set.partners.length) return null;
  const rows = set.partners.map(([column, i, cells_]) =>
    h("tr", {}, h("th", { scope: "row" }, nameOf(regions[column])), h("td", {}, nodeLink(i)),
      cells_.map((names) => h("td", {}, names.length ? names.join("、") : h("span", { class: "nil" }, "·")))));
  return h("section", { class: "card wide" },
    h("h2", {}, t("partners")),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("partners") },
      h("table", { class: "plain-table" }, h("thead", {}, h("tr", {}, [t("region"), t("formulas"), ...set.roles].map((words) => h("th", { scope: "col" }, words)))), h("tbody", {}, rows))));
}

/** The UpSet strip: which combinations of regions share how many programmes. */
function upsetStrip(regions, set) {
  if (regions.length < 4) return null;
  const list = combinations(set).slice(0, 24);
  const most = Math.max(1, ...list.map((pair) => pair[1]));
  const head = h("tr", {}, h("th", { scope: "col" }, t("region")), list.map(([key, n]) => {
    const names = regions.filter((_, k) => key[k] === "1").map((i) => nameOf(i)).join("、");
    return h("th", { scope: "col", class: "upset-bar" }, h("span", { class: `bar bar-${Math.ceil((n / most) * 10)}`, "aria-hidden": "true" }), h("span", {}, n), h("span", { class: "offscreen" }, names));
  }));
  const rows = regions.map((i, k) => h("tr", {}, h("th", { scope: "row" }, nameOf(i)), list.map(([key]) =>
    h("td", { class: "upset-dot" }, h("i", { class: key[k] === "1" ? "pip on" : "pip", "aria-hidden": "true" }), h("span", { class: "offscreen" }, key[k] === "1" ? "✓" : "–")))));
  return h("section", { class: "card wide" }, h("h2", {}, t("upset")),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("upset") }, h("table", { class: "upset" }, h("thead", {}, head), h("tbody", {}, rows))));
}

function comparisonSummary(regions, set) {
  const counts = {};
  for (const [relation] of set.rows) counts[relation] = (counts[relation] || 0) + 1;
  const items = ["shared", "renamed", "alike", "homonym"].filter((key) => counts[key]).map((key) => h("li", {}, relationBadge(key), h("b", {}, counts[key])));
  const alone = regions.map((i, k) => h("li", {}, h("span", { class: "where" }, `${nameOf(i)} ${t("alone")}`), h("b", {}, set.only[k].length)));
  const near = regions.length === 2 && h("li", {}, h("span", { class: "where" }, t("similarity")), h("b", {}, set.near[0][1].toFixed(2)));
  return h("ul", { class: "plain summary" }, items, alone, near);
}

export async function renderCompare(main) {
  if (!G.compare) G.compare = await unpacked("compare");
  if (route.v !== "compare") return;
  if (G.compare.regions.length < 2) {
    clear(main, viewHead(t("compare"), t("compareEmpty")));
    return;
  }
  const chosen = comparedRegions();
  const key = comparisonKey(chosen);
  const set = key === undefined ? null : G.compare.sets[key];
  const regions = set ? key.split(".").map(Number) : chosen;
  const head = viewHead(set ? regions.map((i) => nameOf(i)).join(lang === "en" ? " and " : " 与 ") : t("compare"), t("compareText"));
  if (!set) {
    clear(main, head, regionPicker(chosen), h("p", { class: "hint", id: "no-comparison" }, chosen.length < 2 ? t("compareNone") : t("compareMissing", { names: chosen.map((i) => G.nodes.name[i]).join(" ") })));
    return;
  }
  const onlyDifferent = route.only === "differences";
  clear(
    main,
    head,
    regionPicker(regions),
    h("div", { class: "toolbar" },
      comparisonSummary(regions, set),
      h("label", { class: "switch" }, h("input", { type: "checkbox", checked: onlyDifferent, onchange: (event) => go({ only: event.target.checked ? "differences" : null }) }), t("differences")),
      h("button", { type: "button", class: "button", onclick: (event) => copyText(comparisonCsv(regions, set), event.currentTarget) }, t("copyCsv"))),
    sieving() && h("p", { class: "hint" }, t("notSifted")),
    upsetStrip(regions, set),
    correspondingCard(regions, set, onlyDifferent),
    compareFigures(regions, set),
    aloneCard(regions, set),
    partnerTable(regions, set),
  );
}
