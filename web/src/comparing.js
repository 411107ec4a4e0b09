// 县区对比, the data: which comparisons the page holds, and one of them as lines of cells.

import { csvCell } from "./base.js";
import { G, facts } from "./data.js";
import { figureText, labelOf, nameOf } from "./figures.js";
import { lang, t } from "./language.js";
import { sectorName } from "./overview.js";

const RELATIONS = {
  shared: ["同名", "shared"],
  renamed: ["改称", "renamed"],
  alike: ["相近", "alike"],
  homonym: ["同名异义", "same name only"],
  only: ["独有", "only here"],
  same: ["相同", "same"],
  changed: ["有改动", "changed"],
};
const TERMS = { name: ["名称", "name"], parts: ["要素", "parts"], actors: ["参与方", "partners"], kind: ["类别", "kind"], sector: ["领域", "sector"] };

export const relationName = (key) => (RELATIONS[key] || [key, key])[lang === "en" ? 1 : 0];

/** The key under which a set of regions was compared, whatever order they were chosen in. */
export function comparisonKey(regions) {
  const wanted = [...regions].sort((a, b) => a - b).join(".");
  if (!G.compare.keys) {
    G.compare.keys = new Map(Object.keys(G.compare.sets).map((key) => [key.split(".").map(Number).sort((a, b) => a - b).join("."), key]));
  }
  return G.compare.keys.get(wanted);
}

export const canAdd = (regions, more) => !regions.includes(more) && comparisonKey([...regions, more]) !== undefined;

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

export function whyWords(links) {
  return links.map(([, , value, terms]) => {
    const words = terms.map(([what, v]) => `${(TERMS[what] || [what, what])[lang === "en" ? 1 : 0]} ${v.toFixed(2)}`);
    return `${value.toFixed(2)}（${words.join(" · ")}）`;
  }).join("；");
}

function cellWords(cell) {
  if (typeof cell === "string") return cell;
  return cell >= 0 ? labelOf(cell) : t("missing");
}

/** The comparison as CSV: what it is, likeness, one column for each region. */
export function comparisonCsv(regions, set) {
  const lines = [[t("sector"), t("programme"), t("status"), ...regions.map(nameOf)]];
  for (const row of correspondingRows(set)) {
    lines.push([sectorName(row.sector), t("programme"), relationName(row.relation), ...row.cells.map(cellWords)]);
    for (const [relation, cells_] of row.parts) {
      lines.push([sectorName(row.sector), t("found"), relationName(relation), ...cells_.map(cellWords)]);
    }
  }
  for (const [sector, lists] of aloneBySector(set)) {
    lists.forEach((list, column) => list.forEach((i) => {
      lines.push([sectorName(sector), t("programme"), relationName("only"), ...lists.map((_, k) => (k === column ? labelOf(i) : ""))]);
    }));
  }
  for (const [label, scope, cells_] of set.figures) {
    const words = cells_.map((list) => list.map(([i, where]) => [where, figureText(i), facts(i).year || ""].filter(Boolean).join(" ")).join("；"));
    lines.push([t("figures"), [label, scope].filter(Boolean).join(" "), "", ...words]);
  }
  return lines.map((line) => line.map(csvCell).join(",")).join("\r\n");
}

/** How many programmes each combination of regions has in common. */
export function combinations(set) {
  const counts = new Map();
  const add = (key) => counts.set(key, (counts.get(key) || 0) + 1);
  for (const [relation, cells] of set.rows) {
    if (relation !== "homonym") add(cells.map((i) => (i >= 0 ? "1" : "0")).join(""));
  }
  set.only.forEach((list, column) => list.forEach(() => add(set.only.map((_, k) => (k === column ? "1" : "0")).join(""))));
  return [...counts.entries()].sort((a, b) => b[0].split("1").length - a[0].split("1").length || b[1] - a[1] || (a[0] < b[0] ? 1 : -1));
}
