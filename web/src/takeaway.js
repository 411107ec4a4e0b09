// What people take away: pictures as PNG and SVG, tables as CSV with the sources of every row.

import { csvCell, h } from "./base.js";
import { G, documentTitle, evidenceOf, sentenceAround } from "./data.js";
import { lang, t } from "./language.js";
import { CanvasPen, SvgPen, colour } from "./pen.js";

/** Hand a file to the reader. */
export function download(name, blob) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name, class: "offscreen" });
  document.body.append(link);
  link.click();
  link.remove();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 4000);
}

/** A name for a file: no sign that a file system forbids. */
export const fileName = (words, ending) => `${words.replace(/[\\/:*?"<>|\s]+/g, "-").slice(0, 80)}.${ending}`;

export function saveSvg(name, wide, high, paint) {
  const pen = new SvgPen(wide, high, name);
  pen.rect(0, 0, wide, high, colour("canvas"));
  paint(pen);
  download(fileName(name, "svg"), new Blob([pen.toString()], { type: "image/svg+xml" }));
}

/** A picture of twice as many pixels as on the screen. */
export function savePng(name, wide, high, paint) {
  const canvas = document.createElement("canvas");
  canvas.width = wide * 2;
  canvas.height = high * 2;
  const ctx = canvas.getContext("2d");
  if (!ctx) return;
  ctx.scale(2, 2);
  const pen = new CanvasPen(ctx);
  pen.rect(0, 0, wide, high, colour("canvas"));
  paint(pen);
  canvas.toBlob((blob) => blob && download(fileName(name, "png"), blob));
}

/** Where a node is told of, in words: title and sentence, at most two passages. */
export async function sourceWords(i) {
  const told = [];
  for (const e of evidenceOf(i).slice(0, 2)) {
    const s = G.passages.sentence[e];
    const number = s >= 0 && G.sentences.number[s] ? t("sentenceN", { n: G.sentences.number[s] }) : "";
    told.push([[documentTitle(G.passages.doc[e]), number].filter(Boolean).join(lang === "en" ? ", " : "，"), (await sentenceAround(e)).join("")]);
  }
  return told;
}

/**
 * Lines of cells as CSV; with `nodes` (the nodes that each line rests on) two more columns name and quote the sources.
 * @param {string[]} heads
 * @param {any[][]} lines
 * @param {number[][] | null} nodes
 */
export async function csvText(heads, lines, nodes = null) {
  const rows = [[...heads, ...(nodes ? [t("sourceColumn"), t("quoteColumn")] : [])]];
  for (const [k, line] of lines.entries()) {
    const told = nodes ? (await Promise.all(nodes[k].slice(0, 6).map(sourceWords))).flat() : [];
    const more = nodes ? [[...new Set(told.map(([title]) => title))].join("；"), [...new Set(told.map(([, quote]) => quote))].join(" | ")] : [];
    rows.push([...line, ...more]);
  }
  return rows.map((row) => row.map(csvCell).join(",")).join("\r\n");
}

/**
 * Save a table; the mark at the beginning tells Excel that it is UTF-8.
 * @param {number[][] | null} nodes
 */
export async function saveCsv(name, heads, lines, nodes = null) {
  download(fileName(name, "csv"), new Blob([`\ufeff${await csvText(heads, lines, nodes)}`], { type: "text/csv;charset=utf-8" }));
}

/** A button that saves something. */
export const saveButton = (words, label, work) => h("button", { type: "button", class: "button save", "aria-label": label, title: label, onclick: work }, words);
