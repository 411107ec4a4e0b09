// Figures in words: 340000 元 is shown as 34万元, with its hedge, its change and its baseline.

import { G, facts, isType } from "./data.js";
import { lang, t } from "./language.js";

const HEDGES = {
  "more-than": [(n, u) => `${n}余${u}`, (v) => `over ${v}`],
  "at-least": [(n, u) => `${n}${u}以上`, (v) => `at least ${v}`],
  nearly: [(n, u) => `近${n}${u}`, (v) => `nearly ${v}`],
  about: [(n, u) => `约${n}${u}`, (v) => `about ${v}`],
};

export function trimmed(value) {
  return String(Number(value.toPrecision(12)));
}

export function grouped(value) {
  const [whole, rest] = trimmed(value).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  return rest ? `${digits}.${rest}` : digits;
}

/** A number and the scale word that Chinese reports use with it. */
export function scaled(value, unit) {
  const size = Math.abs(value);
  if (size >= 1e8) return [trimmed(value / 1e8), "亿"];
  if (size >= (unit === "元" ? 1e4 : 1e5)) return [trimmed(value / 1e4), "万"];
  return [grouped(value), ""];
}

export function conceptName(c) {
  return c === undefined || c < 0 ? "" : G.concepts[c][lang === "en" ? 2 : 1];
}

/** The word of one of the ontology's lists in the language of the page. */
export function conceptCalled(word) {
  const known = lang === "en" && word ? G.concepts.find(([, zh]) => zh === word) : undefined;
  return known ? known[2] : word;
}

function amountText(value, unit) {
  if (lang === "en") return unit === "%" ? `${trimmed(value)}%` : `${grouped(value)}${unit ? ` ${unit}` : ""}`;
  const [digits, scale] = scaled(value, unit);
  return `${digits}${scale}${unit || ""}`;
}

/** The value of a metric as words, or nothing where the text gives only a change. */
export function valueText(i) {
  const f = facts(i);
  if (f.value === undefined) return "";
  const hedge = f.precision === undefined ? null : HEDGES[G.concepts[f.precision][0]];
  if (lang === "en") {
    const plain = amountText(f.value, f.unit);
    return hedge ? hedge[1](plain) : plain;
  }
  const [digits, scale] = scaled(f.value, f.unit);
  return hedge ? hedge[0](digits, scale + (f.unit || "")) : `${digits}${scale}${f.unit || ""}`;
}

function baselineText(f) {
  const key = f.baseline === undefined ? "" : G.concepts[f.baseline][0];
  if (f.baseYear !== undefined) return lang === "en" ? `vs ${f.baseYear}` : `较${f.baseYear}年`;
  return key ? `${lang === "en" ? "vs " : ""}${conceptName(f.baseline)}` : "";
}

/** The change of a metric as words: ↑61% 较2023年. */
export function changeText(i) {
  const f = facts(i);
  const sizes = [];
  if (f.percent !== undefined) sizes.push([f.percent, `${trimmed(Math.abs(f.percent))}%`]);
  if (f.amount !== undefined) {
    const size = Math.abs(f.amount);
    const points = lang === "en" ? `${trimmed(size)} points` : `${trimmed(size)}个百分点`;
    sizes.push([f.amount, f.unit === "%" ? points : amountText(size, f.unit)]);
  }
  const words = sizes.map(([sign, size]) => `${sign < 0 ? "↓" : "↑"}${size}`);
  if (f.baseValue !== undefined) words.push(t("from", { value: amountText(f.baseValue, f.unit) }));
  if (!words.length) return "";
  return [words.join(" "), baselineText(f)].filter(Boolean).join(" ");
}

/** What a metric says in one line: its value, or its change where there is no value. */
export function figureText(i) {
  const notes = basisText(i);
  return (valueText(i) || changeText(i) || t("noValue")) + (notes && (lang === "en" ? ` (${notes})` : `（${notes}）`));
}

/** What a figure is taken over and whether it was reached, where that is not a total that was. */
function basisText(i) {
  const f = facts(i);
  const key = (c) => (c === undefined ? "" : G.concepts[c][0]);
  const basis = ["basis-each", "basis-one"].includes(key(f.basis)) ? conceptName(f.basis) : "";
  const status = ["status-planned", "status-expected"].includes(key(f.status)) ? conceptName(f.status) : "";
  return [basis, status].filter(Boolean).join(lang === "en" ? ", " : "，");
}

export function nameOf(i) {
  if (G.nodes.name[i] === G.nodes.key[i] && isType(i, "report")) return t("untitled");
  return (lang === "en" && G.nodes.english[i]) || G.nodes.name[i];
}

/** A name with the figure where there is one, for lists and labels. */
/** The name in full, where there is room: 红色基因传承“十百千万”工程 for 十百千万. */
export function fullNameOf(i) {
  const short = nameOf(i);
  return short === G.nodes.name[i] ? G.nodes.label[i] || short : short;
}

export function labelOf(i) {
  return isType(i, "metric") ? `${nameOf(i)} ${figureText(i)}` : fullNameOf(i);
}

export function typeName(i) {
  return G.types[G.nodes.type[i]][lang === "en" ? 2 : 1];
}

export function kindName(i) {
  return facts(i).word && lang !== "en" ? facts(i).word : conceptName(G.nodes.kind[i]);
}
