// What a picture of the network holds: what counties share, everything, one county, the lanes around a node, or a path.
// A picture: {kind, nodes, at: node → [x, y], edges: [{a, b, relation}], bands, room}.

import { G, all, edgesOf, facts, inReadingOrder, isType, origins, parts, seatOfNode, targets, typeOf } from "./data.js";
import { arranged, opened } from "./layout.js";
import { bonds } from "./shared.js";
import { filledSeats, passes, tied } from "./sift.js";

const LANES = [["region"], ["party", "org"], ["programme", "formula"], ["part"], ["metric", "adoption", "recognition"], ["policy", "formulation", "indicator"], ["report", "document"]];
const LANE_MOST = 40; // nodes in one lane at most; the head of the lane tells how many there are
const LANE_SHARES = [0.8, 0.9, 1.25, 1, 1.3, 1, 0.9]; // of the width, lane by lane: names of work and figures are the longest
const LANE_LEAST = 88; // pixels of a share of one, which two lines of five characters need
const LANE_GAP = 8;
const LANE_HEAD = 60;
const ROW = 33; // pixels of a row of two lines
const STEP_WIDE = 250;
const EGO_MOST = 2000;
const OPENED_MOST = 60;
const BONDS_MOST = 240;
const TALL_BELOW = 720; // pixels of a window in which a picture is higher than wide
export const BINDING = ["programme", "formula", "policy", "formulation", "adoption", "indicator"];

const laneOf = (i) => LANES.findIndex((keys) => keys.includes(typeOf(i)));
const said = (i) => G.evidence.at[i + 1] - G.evidence.at[i];

export function neighbours(i) {
  const found = [];
  for (const e of edgesOf("out", i)) if (tied(G.edges.p[e])) found.push(G.edges.o[e]);
  for (const e of edgesOf("into", i)) if (tied(G.edges.p[e])) found.push(G.edges.s[e]);
  return found;
}

/** The nodes within `steps` of `i`, nearest first, at most `EGO_MOST`. */
export function around(i, steps) {
  const found = new Map([[i, 0]]);
  const queue = [i];
  for (let at = 0; at < queue.length && found.size < EGO_MOST; at += 1) {
    const step = found.get(queue[at]) ?? 0;
    if (step >= steps) break;
    // a county has hundreds of neighbours and all of China sits behind a province: go on from small nodes only
    if (step > 0 && isType(queue[at], "region", "formulation", "indicator", "report", "document")) continue;
    for (const other of neighbours(queue[at])) {
      if (found.has(other) || !passes(other) || found.size >= EGO_MOST || (step > 0 && isType(other, "indicator"))) continue;
      found.set(other, step + 1);
      queue.push(other);
    }
  }
  return found;
}

/** Nodes in lanes by type, each lane a column; the node in question stands out by a ring. */
export function lanePicture(i, steps) {
  const near = around(i, steps);
  const step = (node) => near.get(node) ?? 0;
  /** @type {number[][]} */
  const lanes = LANES.map(() => []);
  for (const node of near.keys()) lanes[Math.max(laneOf(node), 0)].push(node);
  const filled = lanes.filter((nodes) => nodes.length).map((nodes) => {
    nodes.sort((a, b) => step(a) - step(b) || said(b) - said(a) || a - b);
    return nodes.slice(0, LANE_MOST);
  });
  const shares = LANE_SHARES.filter((_, lane) => lanes[lane].length);
  const picture = { kind: "lanes", around: i, steps: near, lanes: filled, shares, rooms: new Map(), of: lanes.filter((nodes) => nodes.length).map((nodes) => nodes.length), at: new Map(), bands: [], room: 0 };
  layLanes(picture, 1000, LANE_HEAD + 12 + LANE_MOST * ROW);
  return graphPicture(picture);
}

/** Share out the width and the height of a host among the lanes, in its own pixels: as many rows as it holds, those nearest and most told of. */
export function layLanes(picture, wide, high) {
  const { lanes, steps, shares } = picture;
  const step = (node) => steps.get(node) ?? 0;
  const most = Math.min(LANE_MOST, Math.max(4, Math.floor((high - LANE_HEAD - 12) / ROW)));
  const share = Math.max(LANE_LEAST, Math.min(230, (wide - LANE_GAP * (lanes.length + 1)) / shares.reduce((a, b) => a + b, 0)));
  picture.at.clear();
  let left = LANE_GAP;
  picture.bands = lanes.map((nodes, lane) => {
    const x = left;
    const each = share * shares[lane];
    left += each + LANE_GAP;
    const kept = nodes.slice(0, most).sort((a, b) => step(a) - step(b) || (facts(a).position || 0) - (facts(b).position || 0) || a - b);
    const first = LANE_HEAD + (high - LANE_HEAD) / 2 - ((kept.length - 1) / 2) * ROW;
    kept.forEach((node, k) => {
      picture.at.set(node, [x + 14, first + k * ROW]);
      picture.rooms.set(node, each - 22);
    });
    return { x, wide: each, keys: [...new Set(kept.map(typeOf))], of: picture.of[lane], shown: kept.length };
  });
  picture.nodes = [...picture.at.keys()];
}

// a way through a common province or a common indicator says little: it is taken only where there is no other
const DEAR = { containedInPlace: 6, variableMeasured: 4, observationAbout: 2 };

/**
 * The way between two nodes that says most in fewest steps, not by way of documents: by the graph's edges and by what counties share.
 * @returns {{a: number, b: number, relation: string | number}[] | null} its edges from the one to the other, each in its own direction
 */
export function pathBetween(from, to) {
  const more = new Map();
  const bond = (a, edge) => more.set(a, [...(more.get(a) || []), edge]);
  for (const edge of bonds(new Set(BINDING.filter((kind) => kind !== "indicator"))).edges) {
    if (typeof edge.relation === "number") continue;
    bond(edge.a, edge);
    bond(edge.b, edge);
  }
  const cost = new Map([[from, 0]]);
  const before = new Map();
  const queue = [[from]]; // nodes by their cost
  for (let now = 0; now < queue.length && !((cost.get(to) ?? Infinity) < now); now += 1) {
    for (const i of queue[now] || []) {
      if (cost.get(i) !== now) continue;
      const step = (other, price, edge) => {
        if (isType(other, "report", "document") || (cost.has(other) && (cost.get(other) ?? 0) <= now + price)) return;
        cost.set(other, now + price);
        before.set(other, [i, edge]);
        queue[now + price] ||= [];
        queue[now + price].push(other);
      };
      for (const edge of more.get(i) || []) step(edge.a === i ? edge.b : edge.a, edge.relation === "speaks" ? 2 : 1, edge);
      for (const [side, end] of /** @type {const} */ ([["out", "o"], ["into", "s"]])) {
        for (const e of edgesOf(side, i)) {
          const p = G.edges.p[e];
          if (tied(p)) step(G.edges[end][e], DEAR[G.relations[p][0]] || 1, { a: G.edges.s[e], b: G.edges.o[e], relation: p });
        }
      }
    }
  }
  if (!before.has(to)) return from === to ? [] : null;
  const path = [];
  for (let at = to; at !== from; at = before.get(at)[0]) path.unshift(before.get(at)[1]);
  return path;
}

/** A path of edges that begins at a node, as a picture. */
export function pathPicture(from, edges) {
  const nodes = [from];
  for (const { a, b } of edges) nodes.push(a === nodes[nodes.length - 1] ? b : a);
  const at = new Map(nodes.map((node, k) => [node, [k * STEP_WIDE, (k % 2) * 60]]));
  return { kind: "path", nodes, at, edges, bands: [], room: STEP_WIDE - 30 };
}

/** The edge of the graph between two neighbours, in its own direction. */
function edgeBetween(a, b) {
  const { relation, forwards } = relationBetween(a, b);
  return forwards ? { a, b, relation } : { a: b, b: a, relation };
}

/** The first relation between two neighbours, and whether it reads forwards from the one to the other. */
function relationBetween(a, b) {
  for (const e of edgesOf("out", a)) if (G.edges.o[e] === b && tied(G.edges.p[e])) return { relation: G.edges.p[e], forwards: true };
  for (const e of edgesOf("into", a)) if (G.edges.s[e] === b && tied(G.edges.p[e])) return { relation: G.edges.p[e], forwards: false };
  return { relation: 0, forwards: true };
}

/** The atlas of everything, as pyvis holds it. */
export function wholePicture() {
  const at = new Map();
  for (const node of G.network.nodes) if (passes(node)) at.set(node, G.place[node]);
  return graphPicture({ kind: "atlas", at, bands: [], room: 190, seat: null });
}

/** The atlas of one county. */
export function seatPicture(seat) {
  const at = new Map();
  for (let i = 0; i < G.size; i += 1) {
    if (seatOfNode(i) === seat && !isType(i, "indicator", "report", "document") && passes(i)) at.set(i, G.place[i]);
  }
  return graphPicture({ kind: "atlas", at, bands: [], room: 190, seat });
}

/** Counties, and what ties them; what the reader has opened stands around its node. */
export function sharedPicture(kinds, openKeys) {
  const found = bonds(kinds);
  const kept = new Set(found.nodes.slice(0, BONDS_MOST));
  const edges = found.edges.filter(({ a, b }) => (kept.has(a) || isType(a, "region")) && (kept.has(b) || isType(b, "region")));
  const seats = new Set(filledSeats().filter(passes).slice(0, 400));
  for (const { a, b } of edges) for (const i of [a, b]) if (isType(i, "region")) seats.add(i);
  const nodes = [...seats, ...kept];
  const number = new Map(nodes.map((node, k) => [node, k]));
  const spots = arranged(nodes.length, edges.map(({ a, b }) => [number.get(a), number.get(b)]), window.innerWidth < TALL_BELOW);
  const at = new Map(nodes.map((node, k) => [node, spots[k]]));
  const tied = new Set(edges.flatMap(({ a, b }) => [a, b]));
  const inside = new Set();
  const reach = new Map();
  for (const i of openKeys) {
    if (!at.has(i)) continue;
    const children = childrenOf(i).filter((child) => !at.has(child)).slice(0, OPENED_MOST);
    reach.set(i, opened(at, i, children));
    for (const child of [...children, ...childrenOf(i).filter((c) => at.has(c))]) {
      inside.add(child);
      if (edges.some(({ a, b }) => a === i && b === child)) continue;
      edges.push(isType(i, "region") ? { a: i, b: child, relation: "runs" } : edgeBetween(i, child));
    }
  }
  return { kind: "shared", nodes: [...at.keys()], at, edges, bands: [], room: 170, tied, inside, reach, of: found.nodes.length, shown: kept.size };
}

/** What stands inside a node: county → programmes → parts → figures. */
export function childrenOf(i) {
  if (isType(i, "region")) {
    const own = [...all("programme"), ...all("formula")].filter((child) => seatOfNode(child) === i && passes(child));
    return own.filter((child) => !targets(child, "isPartOf").some((above) => own.includes(above))).sort(inReadingOrder);
  }
  const inner = origins(i, "isPartOf").filter((child) => isType(child, "programme", "formula"));
  return [...parts(i), ...inner, ...targets(i, "expressedBy"), ...origins(i, "reportedUnder")].filter(passes);
}

/** A picture of the graph's own edges between the nodes that stand somewhere: every pair once. */
function graphPicture(picture) {
  const seen = new Set();
  const edges = [];
  const nodes = [...picture.at.keys()];
  for (const a of nodes) {
    for (const e of edgesOf("out", a)) {
      const b = G.edges.o[e];
      const pair = a * G.size + b;
      if (a === b || !picture.at.has(b) || seen.has(pair) || !tied(G.edges.p[e])) continue;
      seen.add(pair);
      edges.push({ a, b, relation: G.edges.p[e] });
    }
  }
  return { ...picture, nodes, edges };
}
