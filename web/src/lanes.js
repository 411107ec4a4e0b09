// What a picture of the network holds: the whole atlas, one seat, the lanes around a node, or a path.

import { G, edgesOf, facts, isType, seatOfNode, typeOf } from "./data.js";
import { lang } from "./language.js";
import { passes } from "./sift.js";

const LANES = [["region"], ["party", "org"], ["programme", "formula"], ["part"], ["metric", "adoption", "recognition"], ["policy", "formulation", "indicator"], ["report", "document"]];
const LANE_MOST = 22; // nodes in one lane; the head of the lane tells how many there are
const LANE_WIDE = 250;
const ROW_HIGH = 54;
const EGO_MOST = 2000;

const laneOf = (i) => LANES.findIndex((keys) => keys.includes(typeOf(i)));

/** The nodes within `steps` of `i`, nearest first, at most `EGO_MOST`. */
function around(i, steps) {
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

export function neighbours(i) {
  const found = [];
  for (const e of edgesOf("out", i)) found.push(G.edges.o[e]);
  for (const e of edgesOf("into", i)) found.push(G.edges.s[e]);
  return found;
}

/** Nodes in lanes by type, each lane a column or several; the node in question stands out by a ring. */
export function lanePicture(i, steps) {
  /** @type {any} */
  const near = around(i, steps);
  /** @type {any[][]} */
  const lanes = LANES.map(() => []);
  for (const node of near.keys()) lanes[Math.max(laneOf(node), 0)].push(node);
  const at = new Map();
  const bands = [];
  let x = 0;
  lanes.forEach((nodes, lane) => {
    if (!nodes.length) return;
    nodes.sort((a, b) => near.get(a) - near.get(b) || said(b) - said(a) || a - b);
    const kept = nodes.slice(0, LANE_MOST).sort((a, b) => near.get(a) - near.get(b) || (facts(a).position || 0) - (facts(b).position || 0) || a - b);
    kept.forEach((node, k) => at.set(node, [x, (k - (kept.length - 1) / 2) * ROW_HIGH]));
    const keys = [...new Set(kept.map(typeOf))];
    bands.push({ x: x - 28, wide: LANE_WIDE, keys, lane, of: nodes.length, shown: kept.length });
    x += LANE_WIDE + 24;
  });
  return { kind: "lanes", nodes: [...at.keys()], at, bands, room: LANE_WIDE - 44 };
}

export const said = (i) => G.evidence.at[i + 1] - G.evidence.at[i];

/** The shortest way between two nodes, not by way of documents. */
export function pathBetween(from, to) {
  const before = new Int32Array(G.size).fill(-1);
  before[from] = from;
  const queue = [from];
  for (let at = 0; at < queue.length && before[to] < 0; at += 1) {
    for (const other of neighbours(queue[at])) {
      if (before[other] >= 0 || isType(other, "report", "document")) continue;
      before[other] = queue[at];
      queue.push(other);
    }
  }
  if (before[to] < 0) return null;
  const path = [to];
  while (path[0] !== from) path.unshift(before[path[0]]);
  return path;
}

export function pathPicture(path) {
  const at = new Map(path.map((node, k) => [node, [k * LANE_WIDE, (k % 2) * 70]]));
  return { kind: "path", nodes: path, at, bands: [], room: LANE_WIDE - 30 };
}

/** The atlas of everything, as pyvis holds it, or of one seat. */
export function atlasPicture(seat) {
  const nodes = [];
  const at = new Map();
  if (seat === null) {
    for (const node of G.network.nodes) {
      if (!passes(node.id)) continue;
      nodes.push(node.id);
      at.set(node.id, [node.x, node.y]);
    }
  } else {
    for (let i = 0; i < G.size; i += 1) {
      if (seatOfNode(i) !== seat || isType(i, "indicator", "report", "document") || !passes(i)) continue;
      nodes.push(i);
      at.set(i, G.place[i]);
    }
  }
  return { kind: "atlas", nodes, at, bands: [], room: 190, seat };
}

/** The picture's edges: every pair once. */
export function pictureEdges(picture) {
  const seen = new Set();
  const edges = [];
  for (const node of picture.nodes) {
    for (const e of edgesOf("out", node)) {
      const other = G.edges.o[e];
      const pair = node * G.size + other;
      if (other === node || !picture.at.has(other) || seen.has(pair)) continue;
      seen.add(pair);
      edges.push(e);
    }
  }
  return edges;
}

/** The relation between two neighbours, read in the direction in which they are given. */
export function relationWords(a, b) {
  for (const e of edgesOf("out", a)) if (G.edges.o[e] === b) return G.relations[G.edges.p[e]][lang === "en" ? 2 : 1];
  for (const e of edgesOf("into", a)) if (G.edges.s[e] === b) return G.relations[G.edges.p[e]][lang === "en" ? 4 : 3];
  return "";
}
