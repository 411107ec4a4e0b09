// What counties share: programmes of one name, policies and formulations that reports of several name, indicators that several measure.

import { G, all, evidenceOf, origins, seatOfNode, targets } from "./data.js";
import { lang } from "./language.js";
import { passes } from "./sift.js";

/** Relations that stand in no graph but follow from it, in words: forwards and backwards. */
export const DERIVED = {
  named: [["同名", "has the same name as"], ["同名", "has the same name as"]],
  alike: [["相近", "is like"], ["相近", "is like"]],
  speaks: [["报道提到", "reports name"], ["见于其报道", "is named in reports of"]],
  measures: [["有此项数据", "has a figure of"], ["有其数据", "is measured in"]],
  runs: [["开展", "runs"], ["开展于", "is run in"]],
};

/** The words of a relation of a picture: a predicate of the graph or a derived one. */
export function relationText(relation, forwards) {
  const at = lang === "en" ? 1 : 0;
  if (typeof relation === "string") return DERIVED[relation][forwards ? 0 : 1][at];
  return G.relations[relation][(forwards ? 1 : 3) + at];
}

/** A name as it is compared: without quotation marks. */
export const plainName = (name) => name.replace(/[\s“”‘’"'「」『』]/g, "");

/** The counties in whose reports a node is named. */
export function namedIn(i) {
  const found = new Set();
  for (const e of evidenceOf(i)) {
    const s = G.passages.sentence[e];
    const report = s < 0 ? -1 : G.sentences.report[s];
    const seat = report < 0 ? -1 : seatOfNode(report);
    if (seat >= 0) found.add(seat);
  }
  return found;
}

/** Programmes and formulas of one name in several counties: [nodes of that name]. */
function sameName(kinds) {
  const groups = new Map();
  for (const kind of kinds) {
    for (const i of all(kind)) {
      if (seatOfNode(i) < 0 || !passes(i)) continue;
      const name = plainName(G.nodes.name[i]);
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(i);
    }
  }
  return [...groups.values()].filter((list) => new Set(list.map(seatOfNode)).size > 1);
}

/**
 * The bonds between counties: nodes that several share, and the edges to them.
 * @param {Set<string>} kinds the types of nodes that may tie
 * @returns {{nodes: number[], edges: {a: number, b: number, relation: string | number}[]}}
 */
export function bonds(kinds) {
  const nodes = new Set();
  /** @type {{a: number, b: number, relation: string | number}[]} */
  const edges = [];
  const tie = (i, seats, relation) => {
    if (seats.size < 2 || !passes(i)) return;
    nodes.add(i);
    for (const seat of seats) edges.push({ a: seat, b: i, relation });
  };
  const paired = (a, b, relation) => {
    for (const i of [a, b]) {
      if (nodes.has(i)) continue;
      nodes.add(i);
      edges.push({ a: seatOfNode(i), b: i, relation: "runs" });
    }
    edges.push({ a, b, relation });
  };
  for (const list of sameName(["programme", "formula"].filter((kind) => kinds.has(kind)))) {
    for (let k = 1; k < list.length; k += 1) paired(list[0], list[k], "named");
  }
  for (const kind of ["policy", "formulation"]) if (kinds.has(kind)) for (const i of all(kind)) tie(i, namedIn(i), "speaks");
  if (kinds.has("indicator")) {
    for (const i of all("indicator")) tie(i, new Set(origins(i, "variableMeasured").map(seatOfNode).filter((s) => s >= 0)), "measures");
  }
  if (kinds.has("programme")) {
    for (const i of all("programme")) {
      for (const other of targets(i, "carriesOut")) {
        if (seatOfNode(i) >= 0 && seatOfNode(other) >= 0 && seatOfNode(i) !== seatOfNode(other) && passes(i) && passes(other)) paired(i, other, G.relationAt.carriesOut);
      }
    }
    for (const [a, b] of G.alike || []) if (passes(a) && passes(b)) paired(a, b, "alike");
  }
  if (kinds.has("adoption")) adoptions(edges, nodes);
  return { nodes: [...nodes], edges };
}

/** Who adopted whose programme, and whom they learned from. */
function adoptions(edges, nodes) {
  for (const i of all("adoption").filter(passes)) {
    const adopter = seatOfNode(i);
    if (adopter < 0) continue;
    for (const from of targets(i, "learnedFrom")) {
      const seat = seatOfNode(from);
      if (seat >= 0 && seat !== adopter) edges.push({ a: adopter, b: seat, relation: G.relationAt.learnedFrom });
    }
    for (const programme of targets(i, "adopted")) {
      const home = seatOfNode(programme);
      if (home < 0 || home === adopter) continue;
      if (!nodes.has(programme)) edges.push({ a: home, b: programme, relation: "runs" });
      nodes.add(programme);
      edges.push({ a: adopter, b: programme, relation: G.relationAt.adopted });
    }
  }
}

/** The programmes of different counties that are alike though their names differ, as the comparison found them. */
export function alikePairs(compare) {
  const ofType = new Map();
  for (const [node, type] of Object.entries(compare.types || {})) ofType.set(type, [...(ofType.get(type) || []), Number(node)]);
  const found = [];
  for (const [x, y, relation, score] of compare.pairs || []) {
    if (x === y || relation === "homonym" || relation === "shared") continue;
    for (const a of ofType.get(x) || []) {
      const b = (ofType.get(y) || []).find((other) => seatOfNode(other) !== seatOfNode(a) && seatOfNode(other) >= 0);
      if (b !== undefined && seatOfNode(a) >= 0) found.push([a, b, score]);
    }
  }
  return found.sort((p, q) => q[2] - p[2]).slice(0, 200);
}
