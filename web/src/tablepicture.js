// A table as a picture: the heat table and the comparison as PNG and SVG.

import { h } from "./base.js";
import { G } from "./data.js";
import { t } from "./language.js";
import { widthOf } from "./labels.js";
import { colour } from "./pen.js";
import { saveButton, saveCsv, savePng, saveSvg } from "./takeaway.js";

const PAD = 8;
const LINE = 17;
const MOST_LINES = 6;

/** Words in lines of a width. */
export function wrapped(words, room) {
  const lines = [];
  for (const piece of String(words).split("\n")) {
    let line = "";
    for (const char of piece) {
      if (line && widthOf(line + char, false) > room) {
        lines.push(line);
        line = "";
      }
      line += char;
    }
    lines.push(line);
  }
  return lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]}…`] : lines;
}

/**
 * Lay out and draw.
 * @param {{title: string, of: number, widths: number[], rows: {words: string, bold?: boolean, fill?: string, ink?: string, middle?: boolean}[][]}} table
 */
function laid({ title, of, widths, rows }) {
  const lines = rows.map((row) => row.map((cell, k) => wrapped(cell.words, widths[k] - 2 * PAD)));
  const highs = lines.map((row) => Math.max(...row.map((cell) => cell.length)) * LINE + PAD);
  const wide = widths.reduce((a, b) => a + b, 0) + 32;
  const high = highs.reduce((a, b) => a + b, 0) + 84;
  const paint = (pen) => {
    pen.words(title, 16, 24, { size: 16, bold: true, fill: colour("ink") });
    let y = 48;
    rows.forEach((row, r) => {
      let x = 16;
      row.forEach((cell, k) => {
        if (cell.fill) pen.rect(x + 1, y + 1, widths[k] - 2, highs[r] - 2, cell.fill);
        lines[r][k].forEach((words, n) => {
          const at = cell.middle ? x + widths[k] / 2 : x + PAD;
          pen.words(words, at, y + PAD / 2 + LINE / 2 + n * LINE, { bold: Boolean(cell.bold), fill: cell.ink || colour("ink"), anchor: cell.middle ? "middle" : "start" });
        });
        x += widths[k];
      });
      y += highs[r];
      pen.lines([[16, y, wide - 16, y]], colour("line"), 1);
    });
    const cut = of > rows.length - 1 ? ` · ${t("queryRowsMany", { n: of, m: rows.length - 1 })}` : "";
    pen.words((G.meta.title || t("pageTitle")) + cut, 16, high - 18, { size: 11, fill: colour("ink-3") });
  };
  return { wide, high, paint };
}

/** Buttons that save a table as a picture; `make` gives the table when it is asked for. */
export function pictureButtons(name, make) {
  const save = (how) => {
    const { wide, high, paint } = laid(make());
    how(name, wide, high, paint);
  };
  return [saveButton("PNG", t("savePicture", { kind: "PNG" }), () => save(savePng)), saveButton("SVG", t("savePicture", { kind: "SVG" }), () => save(saveSvg))];
}

const PICTURED = 60; // lines in a picture

/**
 * Buttons that save lines of cells: as CSV with the sources of every line, and as a picture.
 * @param {string} name
 * @param {() => {heads: string[], lines: any[][], nodes: number[][] | null, widths: number[], fills?: (line: any[]) => boolean[]}} make
 */
export function linesTools(name, make) {
  const save = () => {
    const { heads, lines, nodes } = make();
    return saveCsv(name, heads, lines, nodes);
  };
  const picture = () => {
    const { heads, lines, widths, fills } = make();
    const cells = (line) => line.map((words, k) => ({ words: String(words ?? ""), fill: fills?.(line)[k] ? colour("h1") : "" }));
    return { title: name, of: lines.length, widths, rows: [heads.map((words) => ({ words, bold: true })), ...lines.slice(0, PICTURED).map(cells)] };
  };
  return h("div", { class: "table-tools" }, saveButton("CSV", t("saveCsv", { name }), save), pictureButtons(name, picture));
}
