// What the pointer is on, in words: the node, and what it has to do with those beside it.

import { byId, clear, h, mark } from "./base.js";
import { isType, typeOf } from "./data.js";
import { labelOf, nameOf, typeName } from "./figures.js";
import { lang, t } from "./language.js";
import { relationText } from "./shared.js";

const LINES = 6;
const NAMES = 4;

/** The relations of a node in words: "组成要素：…", the longest lists first cut to a few names. */
export function relationLines(node, near) {
  const groups = new Map();
  for (const [other, edges] of near || []) {
    for (const { a, relation } of edges) {
      const words = relationText(relation, a === node);
      if (!groups.has(words)) groups.set(words, new Set());
      groups.get(words).add(other);
    }
  }
  return [...groups].map(([words, others]) => [words, [...others]]);
}

const named = (i) => (isType(i, "metric") ? labelOf(i) : nameOf(i));

/** Names in a line, and how many more there are. */
export function listed(others, most = NAMES) {
  const between = lang === "en" ? ", " : "、";
  const words = others.slice(0, most).map(named).join(between);
  return others.length > most ? t("namesMore", { names: words, n: others.length }) : words;
}

export function hideTip() {
  const tip = byId("tip");
  if (tip) tip.hidden = true;
}

/** Show the words beside the pointer; without `about` they only follow it. */
export function showTip(about, x, y, host) {
  const tip = byId("tip");
  if (!tip) return;
  if (about) {
    const { node, near } = about;
    const lines = relationLines(node, near);
    clear(tip,
      h("p", { class: "tip-name" }, mark(typeOf(node)), h("strong", {}, labelOf(node)), h("span", { class: "where" }, typeName(node))),
      lines.slice(0, LINES).map(([words, others]) => h("p", {}, h("span", { class: "where" }, `${words} `), listed(others))),
      lines.length > LINES && h("p", { class: "where" }, "…"));
    tip.hidden = false;
  }
  const left = x + 16 + tip.offsetWidth > host.clientWidth ? Math.max(4, x - 12 - tip.offsetWidth) : x + 16;
  const top = Math.min(y + 14, Math.max(4, host.clientHeight - tip.offsetHeight - 4));
  tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
