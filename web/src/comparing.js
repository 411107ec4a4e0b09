// 县区对比, the data: which comparisons the page holds, and one of them as lines of cells.

import { h } from "./base.js";
import { facts, seatOfNode } from "./data.js";
import { conceptCalled, figureText, labelOf, nameOf } from "./figures.js";
import { lang, t } from "./language.js";
import { sectorName } from "./overview.js";

const RELATIONS = {
  shared: ["同名", "shared"],
  renamed: ["改称", "renamed"],
  alike: ["相近", "alike"],
  homonym: ["同名异义", "same name only"],
  only: ["仅见于此", "only here"],
  same: ["相同", "same"],
  changed: ["有改动", "changed"],
};
const TERMS = { name: ["名称", "name"], parts: ["要素", "parts"], actors: ["参与方", "partners"], kind: ["类别", "kind"], sector: ["领域", "sector"] };

export const relationName = (key) => (RELATIONS[key] || [key, key])[lang === "en" ? 1 : 0];

export const relationBadge = (relation, title = "") => h("span", { class: `badge badge-${relation}`, title: title || null }, relationName(relation));

const sectorOfRow = (cells) => {
  const first = cells.find((i) => i >= 0);
  return first === undefined ? -1 : (facts(first).sector ?? -1);
};

export const correspondingRows = (set) => set.rows.map(([relation, cells, links, rows]) => ({ relation, cells, links, parts: rows, sector: sectorOfRow(cells) }));

/** What only one region has, by sector: for each sector a list for every region. */
export function aloneBySector(set) {
  const groups = new Map();
  set.only.forEach((list, column) => {
    for (const i of list) {
      const sector = facts(i).sector ?? -1;
      if (!groups.has(sector)) groups.set(sector, set.only.map(() => []));
      groups.get(sector)[column].push(i);
    }
  });
  const size = (lists) => lists.reduce((n, list) => n + list.length, 0);
  return [...groups.entries()].sort((a, b) => Number(a[0] < 0) - Number(b[0] < 0) || size(b[1]) - size(a[1]) || a[0] - b[0]);
}

/** Whether a row shows nothing different: every region has it, under one name, with the same parts. */
export function rowAgrees(row) {
  return row.relation === "shared" && row.cells.every((i) => i >= 0) && row.parts.every(([relation]) => relation === "same");
}

/** What scores rest on, in words; `total` tells whether the score itself is named. */
export function whyWords(links, total = true) {
  return links.map(([, , value, terms]) => {
    const words = terms.map(([what, v]) => `${(TERMS[what] || [what, what])[lang === "en" ? 1 : 0]} ${v.toFixed(2)}`).join(" · ");
    return total ? `${value.toFixed(2)}（${words}）` : words;
  }).join("；");
}

function cellWords(cell) {
  if (typeof cell === "string") return cell;
  return cell >= 0 ? labelOf(cell) : t("missing");
}

/** Lines of a table with the nodes that each rests on. */
function collected() {
  const told = { lines: /** @type {any[][]} */ ([]), nodes: /** @type {number[][]} */ ([]) };
  const add = (line, cells) => {
    told.lines.push(line);
    told.nodes.push(cells.flat().filter((i) => typeof i === "number" && i >= 0));
  };
  return { told, add };
}

/** What corresponds, with the parts of each. */
export function correspondingLines(set) {
  const { told, add } = collected();
  for (const row of correspondingRows(set)) {
    add([sectorName(row.sector), t("programmes"), relationName(row.relation), ...row.cells.map(cellWords)], row.cells);
    for (const [relation, cells_] of row.parts) add([sectorName(row.sector), t("found"), relationName(relation), ...cells_.map(cellWords)], cells_);
  }
  return told;
}

/** What only one region has. */
export function aloneLines(set) {
  const { told, add } = collected();
  for (const [sector, lists] of aloneBySector(set)) {
    lists.forEach((list, column) => list.forEach((i) => add([sectorName(sector), t("programmes"), relationName("only"), ...lists.map((_, k) => (k === column ? labelOf(i) : ""))], [i])));
  }
  return told;
}

/** The figures, those side by side first. */
export function figureLines(set) {
  const { told, add } = collected();
  const words = (i, where) => [where, figureText(i), facts(i).year || ""].filter(Boolean).join(" ");
  for (const [label, scope, cells_] of set.figures) {
    add([t("figures"), [label, scope].filter(Boolean).join(" "), "", ...cells_.map((list) => list.map(([i, where]) => words(i, where)).join("；"))], cells_.flat().map(([i]) => i));
  }
  set.alone.forEach((list, column) => list.forEach((i) => add([t("figures"), nameOf(i), relationName("only"), ...set.alone.map((_, k) => (k === column ? words(i, "") : ""))], [i])));
  return told;
}

/** The comparison as lines of a table, with the nodes that each line rests on. */
export function comparisonLines(regions, set, made = [correspondingLines(set), aloneLines(set), figureLines(set)]) {
  return { heads: [t("sector"), t("kind"), t("status"), ...regions.map(nameOf)], lines: made.flatMap((one) => one.lines), nodes: made.flatMap((one) => one.nodes), widths: [84, 150, 70, ...regions.map(() => 230)] };
}

const ASPECTS = {
  family: ["同类工作", "programme"], scheme: ["名称格式", "scheme"], carrier: ["载体", "carrier"], partners: ["参与方组合", "partners"], role: ["参与方", "partner"],
  field: ["领域与类别", "field"], leader: ["牵头", "led by"], count: ["要素项数", "number of parts"], recognised: ["获认可", "recognised"], indicator: ["指标", "indicator"],
};

export const aspectName = (aspect) => (ASPECTS[aspect] || [aspect, aspect])[lang === "en" ? 1 : 0];

/** The words of a trait in the language of the page: sectors, kinds and levels are of the ontology's lists. */
export function traitCalled(aspect, words) {
  if (aspect === "field") return words.split("·").map(conceptCalled).join("·");
  return aspect === "recognised" ? conceptCalled(words) || t("levelUntold") : words;
}

/** What a likeness rests on, aspect by aspect, the weightiest first: {aspect, words, share, traits}. */
export function groundsByAspect(grounds) {
  const found = new Map();
  for (const [aspect, words, share, trait] of grounds) {
    if (!found.has(aspect)) found.set(aspect, { aspect, words: /** @type {string[]} */ ([]), share: 0, traits: /** @type {number[]} */ ([]) });
    const one = found.get(aspect);
    one.words.push(words);
    one.traits.push(trait);
    one.share += share;
  }
  return [...found.values()];
}

/** The same in words. */
export function groundWords(grounds, most = 4) {
  const told = groundsByAspect(grounds.slice(0, most)).map(({ aspect, words }) => `${aspectName(aspect)} ${words.map((w) => traitCalled(aspect, w)).join(lang === "en" ? ", " : "、")}`);
  return told.join(lang === "en" ? "; " : "；") + (grounds.length > most ? "…" : "");
}

/** Every correspondence of the corpus between two regions: [relation, score, one, other, what it rests on], the strongest first. */
export function correspondences(data) {
  if (data.all) return data.all;
  const ofType = new Map();
  for (const [node, type] of Object.entries(data.types)) ofType.set(type, [...(ofType.get(type) || []), Number(node)]);
  const found = [];
  for (const [x, y, relation, score, terms] of data.pairs) {
    for (const a of ofType.get(x) || []) {
      for (const b of ofType.get(y) || []) {
        const [s, z] = [seatOfNode(a), seatOfNode(b)];
        if (s >= 0 && z >= 0 && s !== z && (x !== y || a < b)) found.push([relation, score, a, b, terms]);
      }
    }
  }
  const rank = ["shared", "renamed", "alike", "homonym"];
  data.all = found.sort((a, b) => Number(a[0] === "homonym") - Number(b[0] === "homonym") || b[1] - a[1] || rank.indexOf(a[0]) - rank.indexOf(b[0]) || a[2] - b[2]);
  return data.all;
}

/**
 * Which combinations of regions have programmes in common: [which columns as ones and zeros, the programmes of each row].
 * @returns {[string, number[][]][]}
 */
export function combinations(set) {
  const found = new Map();
  const add = (key, nodes) => found.set(key, [...(found.get(key) || []), nodes]);
  for (const [relation, cells] of set.rows) {
    if (relation !== "homonym") add(cells.map((i) => (i >= 0 ? "1" : "0")).join(""), cells.filter((i) => i >= 0));
  }
  set.only.forEach((list, column) => list.forEach((i) => add(set.only.map((_, k) => (k === column ? "1" : "0")).join(""), [i])));
  return [...found.entries()].sort((a, b) => b[0].split("1").length - a[0].split("1").length || b[1].length - a[1].length || (a[0] < b[0] ? 1 : -1));
}
