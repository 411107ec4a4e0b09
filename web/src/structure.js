// 项目结构: for one region the programmes, their parts in order, and the figures reported under each.

import { clear, h, mark } from "./base.js";
import { G, all, chain, edgesOf, evidenceOf, facts, inReadingOrder, isType, origins, parts, seatOf, seatOfNode, targets, typeOf } from "./data.js";
import { changeText, conceptName, figureText, kindName, labelOf, nameOf, typeName, valueText } from "./figures.js";
import { foundText, nodeLink, shortList } from "./inspector.js";
import { t } from "./language.js";
import { pips, sectorName, viewHead } from "./overview.js";
import { go, place, regionLost, regionsInRoute, route } from "./route.js";
import { filledSeats, passes } from "./sift.js";
import { sortable } from "./table.js";
import { linesTools, pictureButtons } from "./tablepicture.js";
import { saveButton, saveCsv } from "./takeaway.js";

const PICTURED = 150; // lines in a picture of the tree

export function regionSelect(chosen, change) {
  const seats = filledSeats();
  const listed = seats.includes(chosen) ? seats : [chosen, ...seats];
  return h(
    "div",
    { class: "field inline" },
    h("label", { for: "region" }, t("chooseRegion")),
    h(
      "select",
      { id: "region", onchange: (event) => change(event.target.value) },
      listed.slice(0, 3000).map((i) => h("option", { value: G.nodes.key[i], selected: i === chosen }, nameOf(i))),
    ),
  );
}

export function figureChip(i) {
  return h(
    "button",
    { type: "button", class: "figure", "data-node": i },
    mark("metric"),
    h("strong", {}, figureText(i)),
    h("span", { class: "figure-name" }, nameOf(i)),
    valueText(i) && changeText(i) && h("span", { class: "change" }, changeText(i)),
  );
}

export function figuresUnder(i) {
  return origins(i, "reportedUnder").filter(passes).sort(inReadingOrder);
}

export function cells(name, kind, found, figures) {
  return [
    h("td", { class: "tree-name" }, name),
    h("td", { class: "tree-kind" }, kind),
    h("td", { class: "tree-found" }, found),
    h("td", { class: "tree-figures" }, figures.map(figureChip)),
  ];
}

function partRow(i, depth) {
  const f = facts(i);
  const name = h(
    "span",
    { class: `depth depth-${Math.min(depth, 4)}` },
    h("span", { class: "order", "aria-hidden": "true" }, f.times || f.position || ""),
    h("button", { type: "button", class: "part-link", "data-node": i }, nameOf(i)),
  );
  return h("tr", { class: "part-row" }, cells(name, f.segment || conceptName(f.actor), "", figuresUnder(i)));
}

function programmeRows(i, depth, seen) {
  if (seen.has(i)) return [];
  seen.add(i);
  const f = facts(i);
  const home = G.nodes.home[i];
  const place_ = home >= 0 && home !== seatOfNode(i) ? h("span", { class: "where" }, nameOf(home)) : null;
  const name = h("span", { class: `depth depth-${Math.min(depth, 4)}` }, nodeLink(i, "programme-link"), place_);
  const kind = [h("span", {}, kindName(i)), f.sector !== undefined && h("span", { class: "tag" }, conceptName(f.sector))];
  const inner = origins(i, "isPartOf").filter((c) => isType(c, "programme", "formula") && passes(c));
  return [
    h("tr", { class: "programme-row" }, cells(name, kind, pips(i), figuresUnder(i))),
    ...parts(i).map((part) => partRow(part, depth + 1)),
    ...inner.flatMap((c) => programmeRows(c, depth + 1, seen)),
  ];
}

function treeTable(programmes) {
  const seen = new Set();
  const own = new Set(programmes);
  const top = programmes.filter((i) => !targets(i, "isPartOf").some((p) => own.has(p)));
  const rows = [...top, ...programmes].flatMap((i) => programmeRows(i, 0, seen));
  const heads = [["programme", "tree-name"], ["kind", ""], ["found", ""], ["figures", ""]];
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": t("programmes") },
    h(
      "table",
      { class: "tree" },
      h("thead", {}, h("tr", {}, heads.map(([key, cls]) => h("th", { scope: "col", class: cls }, t(key))))),
      h("tbody", {}, rows),
    ),
  );
}

function formulaItem(i) {
  const links = parts(i).map((part, number) => [
    number > 0 && h("span", { class: "plus" }, "+"),
    h(
      "button",
      { type: "button", class: "addend", "data-node": part },
      facts(part).times && facts(part).times !== nameOf(part) && h("b", {}, facts(part).times),
      nameOf(part),
    ),
  ]);
  const home = G.nodes.home[i];
  const aliases = G.nodes.aliases[i] || [];
  return h(
    "li",
    { class: "formula" },
    h("p", { class: "formula-name" }, nodeLink(i), h("span", { class: "where" }, [home >= 0 ? nameOf(home) : "", ...aliases.slice(0, 2)].filter(Boolean).join(" · "))),
    links.length > 0 && h("p", { class: "addends" }, links),
    figuresUnder(i).map(figureChip),
  );
}

function figureRow(i) {
  const f = facts(i);
  const home = G.nodes.home[i];
  return h(
    "tr",
    {},
    h("td", {}, nodeLinkNamed(i), home !== seatOfNode(i) && home >= 0 && h("span", { class: "where" }, nameOf(home))),
    h("td", { class: "number" }, h("button", { type: "button", class: "value-link", "data-node": i, "aria-label": labelOf(i) }, valueText(i) || "—")),
    h("td", {}, changeText(i)),
    h("td", { class: "number" }, f.date || f.year || ""),
  );
}

function nodeLinkNamed(i) {
  return h("button", { type: "button", class: "node-link", "data-node": i }, mark(typeOf(i)), h("span", {}, nameOf(i)));
}

function figuresCard(list) {
  const where = (i) => (G.nodes.home[i] !== seatOfNode(i) && G.nodes.home[i] >= 0 ? nameOf(G.nodes.home[i]) : "");
  const { table, tools } = sortable({
    name: t("otherFigures"),
    heads: [{ words: t("indicator") }, { words: t("value"), number: true }, { words: t("change"), number: true }, { words: t("year"), number: true }],
    rows: list,
    cells: () => [],
    values: (i) => [[nameOf(i), where(i)].filter(Boolean).join(" "), facts(i).value ?? "", facts(i).percent ?? facts(i).amount ?? "", facts(i).date || facts(i).year || ""],
    nodes: (i) => [i],
    element: figureRow,
  });
  return h("section", { class: "card wide" },
    h("div", { class: "card-head" }, h("h2", {}, t("otherFigures"), h("span", { class: "count" }, list.length)), h("div", { class: "table-tools" }, tools)), table);
}

/** Programmes, parts and figures as lines, with the nodes that each rests on. */
function treeLines(programmes) {
  const lines = [];
  const nodes = [];
  for (const i of programmes) {
    for (const [part, ...figures] of [[i, ...figuresUnder(i)], ...parts(i).map((k) => [k, ...figuresUnder(k)])]) {
      lines.push([labelOf(i), part === i ? "" : nameOf(part), kindName(i), conceptName(facts(i).sector), part === i && facts(i).declared !== undefined ? foundText(i) : "", figures.map(labelOf).join("；")]);
      nodes.push([part, ...figures]);
    }
  }
  return { heads: [t("programmes"), t("found"), t("kind"), t("sector"), t("found"), t("figures")], lines, nodes };
}

/** What can be taken away of the tree: with sources as CSV, and as a picture in which a programme stands over its parts. */
function treeTools(seat, programmes, words = t("programmes")) {
  const name = `${nameOf(seat)} ${words}`;
  const picture = () => {
    const { heads, lines } = treeLines(programmes);
    const rows = lines.slice(0, PICTURED).map(([whole, part, kind, sector, found, figures]) =>
      [{ words: part ? `　· ${part}` : whole, bold: !part }, ...[part ? "" : [kind, sector].filter(Boolean).join(" · "), found, figures].map((words) => ({ words: words || "" }))]);
    return { title: name, of: lines.length, widths: [330, 150, 150, 330], rows: [[heads[0], [heads[2], heads[3]].join(" · "), heads[4], heads[5]].map((words) => ({ words, bold: true })), ...rows] };
  };
  return h("div", { class: "table-tools" },
    saveButton("CSV", t("saveCsv", { name: words }), () => {
      const { heads, lines, nodes } = treeLines(programmes);
      return saveCsv(name, heads, lines, nodes);
    }), pictureButtons(name, picture));
}

function chipsCard(seat, title, list) {
  if (!list.length) return null;
  const lines = () => ({ heads: [t("name"), t("kind")], lines: list.map((i) => [nameOf(i), kindName(i) || typeName(i)]), nodes: list.map((i) => [i]), widths: [420, 160] });
  return h("section", { class: "card" }, [
    h("div", { class: "card-head" }, h("h2", {}, title, h("span", { class: "count" }, list.length)), linesTools(`${nameOf(seat)} ${title}`, lines)),
    h("ul", { class: "plain chips" }, shortList(list, (i) => h("li", {}, nodeLink(i)), 24)),
  ]);
}

/** Everything that belongs to a seat, sorted into the sections of the view. */
function belongings(seat) {
  const found = { programme: [], formula: [], metric: [], party: [], org: [], region: [] };
  for (const key of Object.keys(found)) {
    found[key] = all(key).filter((i) => i !== seat && seatOfNode(i) === seat && passes(i)).sort(inReadingOrder);
  }
  const reports = all("report").filter((i) => seatOfNode(i) === seat);
  const policies = new Set();
  for (const i of [seat, ...reports, ...found.programme, ...found.party, ...found.region]) {
    for (const e of edgesOf("out", i)) {
      if (isType(G.edges.o[e], "policy", "formulation") && passes(G.edges.o[e])) policies.add(G.edges.o[e]);
    }
  }
  // policies and formulations belong to no region: they are shown where a report of the region names them
  const told = new Set(reports);
  for (const i of [...all("policy"), ...all("formulation")]) {
    const named = evidenceOf(i).some((e) => G.passages.sentence[e] >= 0 && told.has(G.sentences.report[G.passages.sentence[e]]));
    if (named && passes(i)) policies.add(i);
  }
  found.policy = [...policies].sort((a, b) => a - b);
  return found;
}

export function renderStructure(main) {
  const [asked] = regionsInRoute();
  const seat = asked === undefined ? filledSeats()[0] : seatOf(asked);
  if (seat === undefined) {
    clear(main, viewHead(t("structure"), t("emptyRegion")));
    return;
  }
  const found = belongings(seat);
  const wanted = route.q;
  const sectorKey = (i) => (facts(i).sector === undefined ? "none" : G.concepts[/** @type {number} */ (facts(i).sector)][0]);
  const inSector = (i) => !wanted || sectorKey(i) === wanted;
  const programmes = found.programme.filter(inSector);
  const formulas = found.formula.filter(inSector);
  const loose = found.metric.filter((i) => !targets(i, "reportedUnder").length);
  const sector = [...found.programme, ...found.formula].find((i) => sectorKey(i) === wanted);
  const chip =
    wanted &&
    h("p", {}, h("a", { class: "chip-off", href: place({ v: "structure", r: G.nodes.key[seat] }) },
      `${t("sector")}：${sector === undefined ? wanted : sectorName(facts(sector).sector ?? -1)} ×`));
  const path = chain(seat).slice(0, -1).map((r) => nameOf(r)).join(" › ");
  const head = h(
    "header",
    { class: "view-head region-head" },
    h("div", {}, path && h("p", { class: "crumbs" }, path), h("h1", { tabindex: "-1" }, nameOf(seat)), regionLost() && h("p", { class: "hint", role: "status" }, t("regionLost")), chip),
    regionSelect(seat, (key) => go({ v: "structure", r: key, q: null })),
  );
  const sections = [
    programmes.length > 0 &&
      h("section", { class: "card wide" }, h("div", { class: "card-head" }, h("h2", {}, t("programmes"), h("span", { class: "count" }, programmes.length)), treeTools(seat, programmes)), treeTable(programmes)),
    formulas.length > 0 &&
      h("section", { class: "card wide" }, h("div", { class: "card-head" }, h("h2", {}, t("formulas"), h("span", { class: "count" }, formulas.length)), treeTools(seat, formulas, t("formulas"))), h("ul", { class: "plain formulas" }, formulas.map(formulaItem))),
    !wanted && loose.length > 0 && figuresCard(loose),
    !wanted &&
      h(
        "div",
        { class: "pair" },
        chipsCard(seat, t("organisations"), [...found.party, ...found.org]),
        chipsCard(seat, t("policies"), found.policy),
        chipsCard(seat, t("inside"), found.region),
      ),
  ].filter(Boolean);
  clear(main, head, sections.length > 1 || programmes.length ? sections : h("p", { class: "hint" }, t("emptyRegion")));
}
