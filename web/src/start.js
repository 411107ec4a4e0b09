// Start: read the graph, put up the view that the address names, and follow every change of it.

import { announce, byId, every, one, remember, remembered } from "./base.js";
import { renderCompare } from "./compare.js";
import { G, loadGraph, passageKey, seatOfNode } from "./data.js";
import { nameOf } from "./figures.js";
import { startSearch } from "./find.js";
import { hideTip } from "./hover.js";
import { renderInspector } from "./inspector.js";
import { lang, speak, t, translatePage } from "./language.js";
import { closeNetwork, drawNow } from "./network.js";
import { followNetwork, renderNetwork, repaintNetwork } from "./networkview.js";
import { renderOverview } from "./overview.js";
import { renderQueries } from "./queries.js";
import { arrive, go, nodeAt, place, regionsInRoute, route } from "./route.js";
import { readSieve, renderFilters, resetFilters } from "./sift.js";
import { pointAtMention, renderSource, stepMention, supported } from "./source.js";
import { renderStructure } from "./structure.js";

const RENDER = {
  overview: renderOverview,
  structure: renderStructure,
  compare: renderCompare,
  network: renderNetwork,
  source: renderSource,
  queries: renderQueries,
};
/** @type {string | null} */
let shown = null;
let shownScope = "";
let hushed = "";
let sifted = "";
/** @type {any} */
let opener = null;

/** Put up the current view; the promise is kept when the view is complete. */
export async function renderView() {
  const main = byId("main");
  if (route.v !== "network") closeNetwork();
  await RENDER[route.v](main);
  markCurrent();
  document.documentElement.dataset.ready = route.v;
}

/** What a view depends on in the address: when none of it changes, the view stays as it is. */
function viewKey() {
  const { v, r, d, q, to, scope, only, k, f, l } = route;
  const egoNode = v === "network" && ["ego", "path"].includes(scope || "") ? route.n : "";
  return [v, r, d, q, to, scope, only, k, f, l, egoNode].join("|");
}

function markCurrent() {
  const i = nodeAt(route.n);
  for (const element of every("main [data-node]")) {
    const on = i !== undefined && Number(element.dataset.node) === i;
    if (on) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
  }
}

function renderNavigation() {
  const selected = nodeAt(route.n);
  const seat = selected === undefined ? -1 : seatOfNode(selected);
  for (const link of every("#views a")) {
    /** @type {any} */
    const change = { v: link.dataset.view };
    if (link.dataset.view === "structure") change.r = route.r ? route.r.split(".")[0] : seat >= 0 ? G.nodes.key[seat] : null;
    link.href = place(change);
    if (link.dataset.view === route.v) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** What a tab and a bookmark say: the view, what it is about, and the page. */
function pageTitle() {
  const about = [...regionsInRoute(), route.v === "source" ? undefined : nodeAt(route.n)].filter((i) => i !== undefined).map(nameOf);
  return [[...new Set(about)].slice(0, 5).join(` ${t("and")} `), t(route.v), G.meta.title || t("pageTitle")].filter(Boolean).join(" · ");
}

export async function follow() {
  arrive();
  const wanted = route.l === "en" ? "en" : "zh";
  const turned = wanted !== lang;
  speak(wanted);
  const filtered = (route.f || "") !== sifted;
  sifted = route.f || "";
  if (turned || filtered || !shown) {
    readSieve();
    translatePage();
    renderFilters();
  }
  const key = viewKey();
  const moved = key !== shown;
  const first = shown === null;
  const [view] = (shown || "").split("|");
  shown = key;
  renderNavigation();
  renderInspector();
  const scope = route.v === "network" ? route.scope || "" : "";
  keepNarrowFree(scope);
  document.body.dataset.view = route.v;
  document.title = pageTitle();
  one(".brand").href = place({ v: "overview" });
  if (moved) {
    await renderView();
    if (!first && view !== route.v) {
      window.scrollTo(0, 0);
      const heading = one("main h1");
      if (heading) heading.focus({ preventScroll: true });
      announce(t(route.v));
    }
  } else {
    markCurrent();
    if (route.v === "source") pointAtMention();
    followNetwork();
  }
}

/** On a phone the inspector would stand over lanes and paths: it waits until a node is chosen there. */
function keepNarrowFree(scope) {
  const about = `${scope}|${route.n}`;
  const turnedTo = ["ego", "path"].includes(scope) && scope !== shownScope;
  shownScope = scope;
  if (turnedTo) hushed = about;
  else if (hushed !== about) hushed = "";
  if (hushed && window.matchMedia("(max-width: 1020px)").matches) hideInspector();
}

export function closeDrawer() {
  document.body.classList.remove("drawer");
  byId("menu").setAttribute("aria-expanded", "false");
}

/** The lanes and paths of the network are about the chosen node: there the panel closes and the node stays. */
function hideInspector() {
  document.body.classList.remove("inspecting");
  byId("inspector").hidden = true;
}

function closeInspector() {
  go({ n: null, e: null });
  if (opener?.isConnected) opener.focus();
}

function setTheme(theme) {
  document.documentElement.dataset.theme = theme;
  repaintNetwork();
}

function turnTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === "dark"
    : window.matchMedia("(prefers-color-scheme: dark)").matches;
  setTheme(dark ? "light" : "dark");
  remember("theme", dark ? "light" : "dark");
}

/** A dark picture would be printed light on white. */
function startPrinting() {
  /** @type {string | undefined} */
  let before;
  window.addEventListener("beforeprint", () => {
    before = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = "light";
    drawNow();
  });
  window.addEventListener("afterprint", () => {
    if (before) document.documentElement.dataset.theme = before;
    else delete document.documentElement.dataset.theme;
    drawNow();
  });
}

function startControls() {
  document.addEventListener("click", (/** @type {any} */ event) => {
    const target = event.target.closest("[data-node]");
    if (!target || target.contains(window.getSelection()?.isCollapsed === false ? window.getSelection()?.anchorNode : null)) return; // words were selected, not a place chosen
    opener = target;
    go({ n: G.nodes.key[Number(target.dataset.node)] });
    if (event.detail === 0) byId("inspected")?.focus(); // by keyboard: go on reading there
  });
  byId("main").addEventListener("click", (event) => {
    const run = event.target.closest(".said[data-e]");
    if (!run) return;
    const e = Number(run.dataset.e);
    go({ e: passageKey(e), n: G.nodes.key[supported().get(e) ?? -1] });
  });
  document.addEventListener("keydown", (/** @type {any} */ event) => {
    const typing = /^(input|select|textarea)$/i.test(event.target.tagName);
    if (event.key === "/" && !typing) {
      document.body.classList.add("drawer");
      byId("query").focus();
      event.preventDefault();
    } else if (event.key === "Escape" && !(event.target.tagName === "INPUT" && event.target.value)) {
      hideTip();
      const popover = one("details.relation-filter[open]");
      if (popover) popover.open = false;
      else if (document.body.classList.contains("drawer")) closeDrawer();
      else if (route.n && !(route.v === "network" && ["ego", "path"].includes(route.scope || ""))) closeInspector();
      else if (route.n) hideInspector();
    } else if (route.v === "source" && !typing && (event.key === "j" || event.key === "k")) {
      stepMention(event.key === "j" ? 1 : -1);
    }
  });
  one(".skip").addEventListener("click", (event) => {
    event.preventDefault(); // the hash names a place in the graph, not in the page
    byId("main").focus();
  });
  byId("close").addEventListener("click", () => (route.v === "network" && ["ego", "path"].includes(route.scope || "") ? hideInspector() : closeInspector()));
  byId("reset").addEventListener("click", resetFilters);
  byId("theme").addEventListener("click", turnTheme);
  byId("print").addEventListener("click", () => window.print());
  byId("language").addEventListener("click", () => {
    remember("language", lang === "en" ? "zh" : "en");
    go({ l: lang === "en" ? null : "en" });
  });
  byId("menu").addEventListener("click", () => {
    const open = document.body.classList.toggle("drawer");
    byId("menu").setAttribute("aria-expanded", String(open));
    if (open) byId("query").focus();
  });
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", follow);
}

export async function start() {
  const theme = remembered("theme");
  if (theme) document.documentElement.dataset.theme = theme;
  try {
    await loadGraph();
  } catch (/** @type {any} */ error) {
    byId("main").textContent = t("failed", { why: error.message });
    return;
  }
  if (!window.location.hash && remembered("language") === "en") {
    window.history.replaceState(null, "", "#v=overview&l=en");
  }
  startSearch();
  startControls();
  startPrinting();
  await follow();
  document.documentElement.dataset.took = String(Math.round(performance.now())); // for the bench and the tests
}
