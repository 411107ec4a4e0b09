// 县区对比: two to five regions in one aligned table, with the same numbers as `kg compare`; and before any is chosen, who corresponds with whom.

import { Assembled } from "./assembled.js";
import { clear, h, mark } from "./base.js";
import { aloneBySector, aloneLines, aspectName, combinations, comparisonLines, correspondingLines, correspondingRows, figureLines, groundsByAspect, relationBadge, relationName, rowAgrees, traitCalled, whyWords } from "./comparing.js";
import { G, chain, facts, loadCompare, parts } from "./data.js";
import { changeText, figureText, kindName, labelOf, nameOf, valueText } from "./figures.js";
import { nodeLink, shortList } from "./inspector.js";
import { lang, t } from "./language.js";
import { correspondencesCard, familiesCard, likeOneCard, likenessCard, profileCard, tableCard } from "./likeness.js";
import { pips, sectorName, viewHead } from "./overview.js";
import { nodePicker } from "./picker.js";
import { go, place, regionLost, regionsInRoute, route } from "./route.js";
import { sieving } from "./sift.js";
import { colour } from "./pen.js";
import { figureChip, figuresUnder } from "./structure.js";
import { linesTools, pictureButtons } from "./tablepicture.js";
import { saveButton, saveCsv } from "./takeaway.js";

const MOST_REGIONS = 5;
const MANY_REGIONS = 60; // from which on a list alone is no way to find one

const byName = (a, b) => nameOf(a).localeCompare(nameOf(b), "zh-Hans-CN");
const chosenKeys = (regions) => regions.map((i) => G.nodes.key[i]).join(".") || null;

/** The chosen regions, one more from all of the corpus, and those that are most like the first. */
function regionPicker(regions) {
  const chip = (i, label) => h("button", {
    type: "button",
    class: "region-chip",
    "aria-pressed": String(regions.includes(i)),
    onclick: () => go({ v: "compare", r: chosenKeys(regions.includes(i) ? regions.filter((other) => other !== i) : [...regions, i]) }),
  }, label);
  const offered = G.compare.offered.filter((i) => !regions.includes(i)).sort(byName);
  const like = (G.compare.like[regions[0]] || []).filter(([i]) => !regions.includes(i)).slice(0, 6);
  const full = regions.length >= MOST_REGIONS;
  const known = new Set(offered);
  const add = (i) => go({ v: "compare", r: chosenKeys([...regions, i]) });
  return h("div", { class: "region-picker" },
    h("div", { class: "region-chips", role: "group", "aria-label": t("chooseRegions") },
      regions.map((i) => chip(i, `${nameOf(i)} ×`)),
      !full && offered.length > MANY_REGIONS && nodePicker("find-region", t("findRegion"), undefined, add, (i) => known.has(i)),
      !full && h("label", { class: "field inline" }, h("span", { class: "hint" }, t(regions.length ? "addRegion" : "chooseRegions")),
        h("select", { id: "add-region", onchange: (event) => event.target.value && add(G.byKey.get(event.target.value)) },
          h("option", { value: "" }, "—"), offered.map((i) => h("option", { value: G.nodes.key[i] }, nameOf(i)))))),
    !full && regions.length > 1 && like.length > 0 && h("div", { class: "region-chips", role: "group", "aria-label": t("mostLike", { name: nameOf(regions[0]) }) },
      h("span", { class: "hint" }, t("mostLike", { name: nameOf(regions[0]) })), like.map(([i, value]) => chip(i, `${nameOf(i)} ${value.toFixed(2)}`))));
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

/** A ground under what stands side by side. */
const fills = (line) => line.map((words, k) => k > 2 && Boolean(words) && Boolean(line[2]) && line[2] !== relationName("only"));

function compareCard(title, count, regions, first, rows, empty, lines) {
  return h("section", { class: "card wide" },
    h("div", { class: "card-head" }, h("h2", {}, title, h("span", { class: "count" }, count)), rows.length > 0 && linesTools(title, () => ({ ...comparisonLines(regions, null, [lines()]), fills }))),
    rows.length
      ? h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title },
        h("table", { class: `compare-table columns-${regions.length}` }, compareHeads(regions, first), h("tbody", {}, rows)))
      : h("p", { class: "hint" }, empty));
}

function correspondingCard(regions, set, onlyDifferent) {
  const rows = correspondingRows(set).filter((row) => !onlyDifferent || !rowAgrees(row));
  return compareCard(t("corresponding"), rows.length, regions, t("status"), rows.flatMap((row) => compareRows(row, regions)), t("noneCorresponding"), () => correspondingLines(set));
}

function aloneCard(regions, set) {
  const count = set.only.reduce((n, list) => n + list.length, 0);
  return compareCard(t("own"), count, regions, t("sector"), aloneRows(set), t("nothing"), () => aloneLines(set));
}

function compareFigures(regions, set) {
  const cell = (list, conflict) => h("td", { class: list.length ? "" : "absent" },
    list.length ? list.map(([i, where]) => h("div", {}, where && h("span", { class: "where" }, `${where} `), valueButton(i))) : h("span", {}, t("missing")),
    conflict && h("p", { class: "conflict" }, t("conflict")));
  const rows = set.figures.map(([label, scope, cells_, conflicts]) =>
    h("tr", {}, h("th", { scope: "row" }, label, scope && h("span", { class: "where" }, scope)), cells_.map((list, k) => cell(list, conflicts.includes(k)))));
  const alone = set.alone.some((list) => list.length) &&
    h("tr", {}, h("th", { scope: "row" }, t("onlyHere")), set.alone.map((list) => h("td", {},
      list.length > 0 && h("details", {}, h("summary", {}, t("figuresN", { n: list.length })), list.map((i) => h("div", { class: "alone" }, figureChip(i)))))));
  if (!rows.length && !alone) return null;
  return h("section", { class: "card wide" },
    h("div", { class: "card-head" }, h("h2", {}, t("figures")), linesTools(t("figures"), () => comparisonLines(regions, null, [figureLines(set)]))),
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
  const heads = [t("region"), t("formulas"), ...set.roles].map((words, k) => ({ words, wide: k === 1 ? 240 : 110 }));
  return tableCard("partners", t("partners"), set.partners.length, "", {
    heads,
    rows: set.partners,
    cells: ([column, i, cells_]) => [nameOf(regions[column]), nodeLink(i), ...cells_.map((names) => (names.length ? names.join("、") : h("span", { class: "nil" }, "·")))],
    values: ([column, i, cells_]) => [nameOf(regions[column]), labelOf(i), ...cells_.map((names) => names.join("、"))],
    nodes: ([, i]) => [i],
  });
}

/** The UpSet strip: which combinations of regions share how many programmes, and what these are. */
function upsetStrip(regions, set) {
  if (regions.length < 4) return null;
  const list = combinations(set).slice(0, 24);
  const most = Math.max(1, ...list.map(([, rows]) => rows.length));
  const namesOf = (key) => regions.filter((_, k) => key[k] === "1").map((i) => nameOf(i)).join("、");
  const head = h("tr", {}, h("th", { scope: "col" }, t("region")), list.map(([key, { length }]) =>
    h("th", { scope: "col", class: "upset-bar" }, h("span", { class: `bar bar-${Math.ceil((length / most) * 10)}`, "aria-hidden": "true" }), h("span", {}, length), h("span", { class: "offscreen" }, namesOf(key)))));
  const rows = regions.map((i, k) => h("tr", {}, h("th", { scope: "row" }, nameOf(i)), list.map(([key]) =>
    h("td", { class: "upset-dot" }, h("i", { class: key[k] === "1" ? "pip on" : "pip", "aria-hidden": "true" }), h("span", { class: "offscreen" }, key[k] === "1" ? "✓" : "–")))));
  const shared = list.filter(([key]) => key.split("1").length > 2);
  const picture = () => ({
    title: t("upset"),
    of: regions.length,
    widths: [170, ...list.map(() => 44)],
    rows: [[{ words: t("programmes"), bold: true }, ...list.map(([, { length }]) => ({ words: String(length), bold: true, middle: true }))], ...regions.map((i, k) =>
      [{ words: nameOf(i) }, ...list.map(([key]) => ({ words: key[k] === "1" ? "●" : "·", middle: true, fill: key[k] === "1" ? colour("h1") : "" }))])],
  });
  const lines = () => list.flatMap(([key, rows_]) => rows_.map((nodes) => [namesOf(key), rows_.length, [...new Set(nodes.map(nameOf))].join(" / "), nodes]));
  const csv = saveButton("CSV", t("saveCsv", { name: t("upset") }), () =>
    saveCsv(t("upset"), [t("regions"), t("regionsShare"), t("programmes")], lines().map((line) => line.slice(0, 3)), lines().map((line) => line[3])));
  return h("section", { class: "card wide", id: "upset" },
    h("div", { class: "card-head" }, h("h2", {}, t("upset")), h("div", { class: "table-tools" }, csv, pictureButtons(t("upset"), picture))),
    h("div", { class: "upset-box" },
      h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("upset") }, h("table", { class: "upset" }, h("thead", {}, head), h("tbody", {}, rows))),
      shared.length > 0 && h("dl", { class: "upset-list" }, shared.map(([key, rows_]) =>
        [h("dt", {}, namesOf(key)), h("dd", {}, h("ul", { class: "plain chips" }, shortList(rows_, ([i]) => h("li", {}, nodeLink(i)), 6)))]))));
}

function comparisonSummary(regions, set) {
  const counts = {};
  for (const [relation] of set.rows) counts[relation] = (counts[relation] || 0) + 1;
  const items = ["shared", "renamed", "alike", "homonym"].filter((key) => counts[key]).map((key) => h("li", {}, relationBadge(key), h("b", {}, counts[key])));
  const alone = regions.map((i, k) => h("li", {}, h("span", { class: "where" }, t("onlyIn", { name: nameOf(i) })), h("b", {}, set.only[k].length)));
  return h("ul", { class: "plain summary" }, items, alone);
}

/** How alike two regions are, and which part of that each aspect makes up. */
function groundsCard(made) {
  if (made.columns.length !== 2) return null;
  const { value, grounds } = made.likeness();
  if (!grounds.length) return h("section", { class: "card wide" }, h("h2", {}, t("similarity"), h("span", { class: "count" }, value.toFixed(2))), h("p", { class: "hint" }, t("noGrounds")));
  const listed = ({ aspect, words }) => words.map((w) => traitCalled(aspect, w)).join(lang === "en" ? ", " : "、");
  const percent = ({ share }) => Math.round(share * 1000) / 10;
  const bar = (row) => {
    const filled = h("i", { "aria-hidden": "true" });
    filled.style.width = `${Math.max(1, percent(row))}%`;
    return h("span", { class: "share" }, h("span", { class: "share-bar" }, filled), h("span", {}, `${Math.round(percent(row)) || "<1"}%`));
  };
  return tableCard("grounds", t("similarity"), value.toFixed(2), t("groundsText"), {
    cls: "plain-table grounds-table",
    heads: [{ words: t("aspect"), wide: 120 }, { words: t("grounds"), wide: 560 }, { words: t("shareOf"), number: true, wide: 90 }],
    rows: groundsByAspect(grounds).sort((a, b) => b.share - a.share),
    cells: (row) => [aspectName(row.aspect), listed(row), bar(row)],
    values: (row) => [aspectName(row.aspect), listed(row), percent(row)],
    nodes: (row) => made.bearers(row.traits),
  });
}

export async function renderCompare(main) {
  await loadCompare();
  if (route.v !== "compare") return;
  if (!G.compare.types || G.compare.offered.length < 2) {
    clear(main, viewHead(t("compare"), t("compareEmpty")));
    return;
  }
  main.kgCompare = (keys) => new Assembled(G.compare, keys.map((key) => G.byKey.get(key))).whole(); // for the tests
  /** @type {any[]} */
  const regions = regionsInRoute().slice(0, MOST_REGIONS);
  const lost = regionLost() && h("p", { class: "hint", role: "status" }, t("regionLost"));
  if (regions.length < 2) {
    const back = regions.length > 0 && h("p", {}, h("a", { href: place({ v: "compare" }) }, `← ${t("allCorresponding")}`));
    const cards = regions.length ? likeOneCard(regions[0]) : [correspondencesCard(), likenessCard(), familiesCard()];
    clear(main, back, viewHead(regions.length ? nameOf(regions[0]) : t("compare"), regions.length ? "" : t("compareText"), lost), regionPicker(regions), cards);
    return;
  }
  const made = new Assembled(G.compare, regions);
  const set = made.whole();
  const onlyDifferent = route.only === "differences";
  const name = regions.map((i) => nameOf(i)).join(` ${t("and")} `);
  clear(
    main,
    h("p", {}, h("a", { href: place({ v: "compare" }) }, `← ${t("allCorresponding")}`)),
    viewHead(name, t("missingText"), lost),
    regionPicker(regions),
    h("div", { class: "toolbar" },
      comparisonSummary(regions, set),
      h("label", { class: "switch" }, h("input", { type: "checkbox", checked: onlyDifferent, onchange: (event) => go({ only: event.target.checked ? "differences" : null }) }), t("differences")),
      linesTools(`${t("compare")} ${name}`, () => ({ ...comparisonLines(regions, set), fills }))),
    sieving() && h("p", { class: "hint" }, t("notSifted")),
    upsetStrip(regions, set),
    correspondingCard(regions, set, onlyDifferent),
    groundsCard(made),
    profileCard(made),
    compareFigures(regions, set),
    aloneCard(regions, set),
    partnerTable(regions, set),
  );
}
