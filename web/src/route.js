// Where the reader is: the hash of the address, in the local names of the graph's IRIs.

import { G, isType } from "./data.js";
import { follow } from "./start.js";

const VIEWS = ["overview", "structure", "compare", "network", "source", "queries"];
/** @type {import("./types.js").Route} */
export let route = { v: "overview" };

/** Read the place from the address. */
export function arrive() {
  route = parseHash(window.location.hash);
}

/** @returns {import("./types.js").Route} */
export function parseHash(hash) {
  /** @type {any} */
  const found = {};
  for (const pair of hash.replace(/^#/, "").split("&")) {
    const cutAt = pair.indexOf("=");
    if (cutAt < 1) continue;
    try {
      found[pair.slice(0, cutAt)] = decodeURIComponent(pair.slice(cutAt + 1));
    } catch {
      // a broken escape is no place in this page
    }
  }
  if (!VIEWS.includes(found.v)) found.v = "overview";
  return found;
}

export function writeHash(place) {
  const order = ["v", "r", "d", "e", "n", "to", "scope", "x", "k", "q", "only", "sort", "f", "l"];
  const pairs = order.filter((k) => place[k]).map((k) => `${k}=${encodeURIComponent(place[k])}`);
  return `#${pairs.join("&")}`;
}

/** Go somewhere: what is not named stays as it is, what is null is dropped. */
export function go(change, { replace = false } = {}) {
  const next = { ...route, ...change };
  if (change.v && change.v !== route.v) {
    for (const key of ["r", "d", "e", "to", "scope", "x", "k", "q", "only", "sort"]) if (!(key in change)) delete next[key];
  }
  const hash = writeHash(next);
  if (hash === window.location.hash) return;
  if (replace) window.history.replaceState(null, "", hash);
  else window.history.pushState(null, "", hash);
  follow();
}

export function nodeAt(key) {
  return key ? G.byKey.get(key) : undefined;
}

/** The nodes that the reader has opened in the network, in order. */
export function openNodes() {
  return (route.x || "").split("~").map(nodeAt).filter((i) => i !== undefined);
}

export function regionsInRoute() {
  return (route.r || "").split(".").map(nodeAt).filter((i) => i !== undefined && isType(i, "region"));
}

/** Whether an address, of an older page perhaps, names a region that this graph does not have. */
export function regionLost() {
  return (route.r || "").split(".").filter(Boolean).length > regionsInRoute().length;
}

/** A link that is also an address: works with the middle button and can be copied. */
export function place(change) {
  const next = { ...change };
  if (route.l) next.l = route.l;
  if (route.f) next.f = route.f;
  return window.location.href.split("#")[0] + writeHash(next); // a whole address: “#…” alone would be read as a skip link
}
