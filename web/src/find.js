// Search: names, aliases, figures and pinyin initials of every node in one pass over plain strings.

import { byId, clear, debounce, h, mark } from "./base.js";
import { G, isType, seatOf, typeOf } from "./data.js";
import { labelOf, nameOf, scaled, typeName } from "./figures.js";
import { t } from "./language.js";
import { go, route } from "./route.js";
import { passes } from "./sift.js";
import { closeDrawer } from "./start.js";

/** @type {string[] | null} */
let haystacks = null;
export const WEIGHTS = { region: 9, programme: 8, formula: 7, party: 6, policy: 5, formulation: 5, org: 5, metric: 4 };

/** Traditional characters as the simplified ones that the names are written with. */
function simplified(words) {
  if (!G.simple) {
    const pairs = Array.from(G.traditional || "");
    G.simple = new Map(pairs.flatMap((char, k) => (k % 2 ? [] : [[char, pairs[k + 1]]])));
  }
  return words.replace(/[\u2e80-\u9fff\u{20000}-\u{3ffff}]/gu, (char) => G.simple.get(char) || char);
}

function folded(words) {
  return simplified(words.toLowerCase()).replace(/[\s“”‘’"'《》「」『』]/g, "");
}

/** One string for each node, in the order of the nodes; made once, when somebody first searches. */
function haystack() {
  if (haystacks) return haystacks;
  const { nodes } = G;
  haystacks = nodes.name.map((name, i) => {
    const more = [nodes.letters[i], nodes.pinyin[i] || "", nodes.english[i] || "", ...(nodes.aliases[i] || [])];
    const f = nodes.facts[i];
    if (f && f.value !== undefined) more.push(scaled(f.value, f.unit).join("") + (f.unit || ""), String(f.value));
    if (f?.code) more.push(f.code);
    return `${folded([name, ...more].join("\n"))}\n`;
  });
  return haystacks;
}

/** The nodes that match and that `fits` lets through, best first: whole name, its beginning, its initials, anywhere. */
export function find(query, limit, fits = passes) {
  const wanted = folded(query);
  if (!wanted) return { total: 0, list: [] };
  const hay = haystack() || [];
  const ranked = [];
  const nodesPinyin = G.nodes.pinyin;
  for (let i = 0; i < hay.length; i += 1) {
    const found = hay[i].indexOf(wanted);
    if (found < 0 || !fits(i)) continue;
    const name = folded(G.nodes.name[i]);
    const initials = G.nodes.letters[i];
    let score = WEIGHTS[typeOf(i)] || 1;
    if (name === wanted) score += 60;
    else if (initials === wanted) score += 50;
    else if ((nodesPinyin[i] || "").startsWith(wanted)) score += 45;
    else if (found === 0) score += 40;
    else if (initials.startsWith(wanted)) score += 30;
    else if (found < name.length) score += 20;
    ranked.push([score - Math.min(name.length, 40) / 40, i]);
  }
  ranked.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
  return { total: ranked.length, list: ranked.slice(0, limit).map((pair) => pair[1]) };
}

const SHOWN = 40;
let active = -1;

function resultOption(i, number) {
  const region = G.nodes.home[i];
  const where = region >= 0 && region !== i ? nameOf(region) : "";
  return h(
    "li",
    { id: `hit-${number}`, role: "option", "aria-selected": "false", "data-node": i },
    mark(typeOf(i)),
    h("span", { class: "hit-name" }, labelOf(i)),
    h("span", { class: "hit-where" }, where || typeName(i)),
  );
}

export function showResults() {
  const query = byId("query").value;
  const list = byId("results");
  const begun = performance.now();
  const { total, list: hits } = find(query, SHOWN);
  list.dataset.took = (performance.now() - begun).toFixed(1); // milliseconds, for the bench
  active = -1;
  byId("query").removeAttribute("aria-activedescendant");
  byId("query").setAttribute("aria-expanded", String(Boolean(query)));
  list.hidden = !hits.length;
  byId("found").textContent = !query
    ? ""
    : !total
      ? t("nothing")
      : t(total > SHOWN ? "resultsMany" : "results", { n: total, m: SHOWN });
  clear(list, hits.map(resultOption));
}

function moveActive(step) {
  const options = byId("results").children;
  if (!options.length) return;
  if (options[active]) options[active].setAttribute("aria-selected", "false");
  active = (active + step + options.length) % options.length;
  options[active].setAttribute("aria-selected", "true");
  options[active].scrollIntoView({ block: "nearest" });
  byId("query").setAttribute("aria-activedescendant", options[active].id);
}

function openHit(i) {
  const change = { n: G.nodes.key[i] };
  if (isType(i, "region") && ["overview", "structure"].includes(route.v)) {
    go({ ...change, v: "structure", r: G.nodes.key[seatOf(i)] });
  } else {
    go(change);
  }
  closeDrawer();
}

export function startSearch() {
  const field = byId("query");
  (window.requestIdleCallback || window.setTimeout)(haystack); // ready before somebody types
  field.addEventListener("input", debounce(60, showResults));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      moveActive(event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
    } else if (event.key === "Enter") {
      if (active < 0) showResults();
      const option = byId("results").children[Math.max(active, 0)];
      if (option) openHit(Number(option.dataset.node));
      event.preventDefault();
    } else if (event.key === "Escape") {
      field.value = "";
      showResults();
    }
  });
  byId("results").addEventListener("click", (event) => {
    const option = event.target.closest("[data-node]");
    if (option) openHit(Number(option.dataset.node));
    event.stopPropagation();
  });
}
