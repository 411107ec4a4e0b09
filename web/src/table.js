// Tables that can be sorted by any column, keep their heads in sight, and can be taken away with their sources.

import { announce, clear, h } from "./base.js";
import { lang, t } from "./language.js";
import { colour } from "./pen.js";
import { pictureButtons } from "./tablepicture.js";
import { saveButton, saveCsv } from "./takeaway.js";

const FIRST = 60; // rows shown before "more"
const PICTURED = 60; // rows in a picture

/** The order of two values of a column: numbers by size, words as their language sorts them, nothing last. */
export function inOrder(a, b, language = "zh") {
  const none = (v) => v === undefined || v === null || v === "";
  if (none(a) || none(b)) return Number(none(a)) - Number(none(b));
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a).localeCompare(String(b), language === "en" ? "en" : "zh-Hans-CN", { numeric: true });
}

/**
 * A sortable table.
 * @param {{name: string, heads: {words: string, number?: boolean, turn?: boolean, wide?: number}[], rows: any[], cells: (row: any) => any[],
 *   values: (row: any) => any[], nodes?: (row: any) => number[], fills?: (row: any) => boolean[], cls?: string, rowHead?: boolean, first?: number, element?: (row: any) => any}} spec
 *   `cells` are what a row shows, `values` what it sorts by and what goes into the CSV, `nodes` what it rests on; a picture has columns as
 *   `wide` as the heads say, and a ground where `fills` says
 */
export function sortable({ name, heads, rows, cells, values, nodes, fills, cls = "plain-table", first = FIRST, element }) {
  let sorted = rows;
  let by = -1;
  let down = false;
  let most = first;
  const empty = heads.map((_, k) => !element && rows.every((row) => ["", null, undefined].includes(values(row)[k])));
  const styled = (k, cls_) => [cls_, empty[k] && "bare"].filter(Boolean).join(" ");
  const make = element || ((row) => h("tr", {}, cells(row).map((cell, k) => h("td", { class: styled(k, heads[k].number && "number"), "data-label": heads[k].words }, cell))));
  const body = h("tbody", {});
  const more = h("button", { type: "button", class: "more", onclick: () => {
    most = Infinity;
    fill();
  } });
  const fill = () => {
    clear(body, sorted.slice(0, most).map(make));
    more.hidden = sorted.length <= most;
    more.textContent = t("more", { n: sorted.length - Math.min(most, sorted.length) });
  };
  const cellsOfHead = heads.map(({ words, turn }, k) =>
    h("th", { scope: "col", class: styled(k, turn && "turn") }, h("button", { type: "button", class: "sort", onclick: () => sort(k) }, words)));
  const sort = (k) => {
    down = by === k ? !down : Boolean(heads[k].number);
    by = k;
    const keyed = rows.map((row, n) => [values(row)[k], n, row]);
    const none = (v) => v === undefined || v === null || v === "";
    keyed.sort(([a, n], [b, m]) => (none(a) || none(b) || !down ? inOrder(a, b, lang) : inOrder(b, a, lang)) || n - m);
    sorted = keyed.map(([, , row]) => row);
    cellsOfHead.forEach((cell, n) => {
      if (n === k) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
    fill();
    announce(t(down ? "sortedDown" : "sortedUp", { name: heads[k].words }));
  };
  fill();
  const save = () => saveCsv(name, heads.map((head) => head.words), sorted.map((row) => values(row)), nodes ? sorted.map(nodes) : null);
  const words = (value, k) => (typeof value === "number" && heads[k].number && !Number.isInteger(value) ? value.toFixed(2) : String(value ?? ""));
  const picture = () => ({
    title: name,
    of: rows.length,
    widths: heads.map(({ wide }) => wide || 140),
    rows: [heads.map((head) => ({ words: head.words, bold: true })), ...sorted.slice(0, PICTURED).map((row) =>
      values(row).map((value, k) => ({ words: words(value, k), fill: fills?.(row)[k] ? colour("h1") : "" })))],
  });
  const csv = saveButton("CSV", t("saveCsv", { name }), save);
  return {
    table: h("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": name },
      h("table", { class: `${cls} sortable${element ? "" : " stacked"}` }, h("caption", { class: "offscreen" }, name), h("thead", {}, h("tr", { "data-sort": t("sortBy") }, cellsOfHead)), body), more),
    csv,
    tools: [csv, ...pictureButtons(name, picture)],
  };
}
