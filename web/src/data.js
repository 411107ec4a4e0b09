// The graph: blocks of the page unpacked when they are needed, and quick ways through them.

import { byId } from "./base.js";
import { lang, t } from "./language.js";

/** @type {import("./types.js").Graph} */
export const G = /** @type {any} */ ({}); // filled by loadGraph
const texts = new Map();

export async function unpacked(id) {
  const block = byId(`kg-${id}`);
  if (!block) return null;
  if (block.dataset.packed !== "gzip") return JSON.parse(block.textContent);
  const binary = window.atob(block.textContent);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** What corresponds in the corpus, as kg/use/view/corresponding.py says; the pairs, which may be many, only where they are asked for. */
export async function loadCompare({ pairs = true } = {}) {
  if (!G.compare) G.compare = await unpacked("compare");
  if (pairs && !G.compare.pairs) [G.compare.pairs, G.compare.wording] = [(await unpacked("pairs")) || [], await unpacked("scoring")];
}

/** Row starts and columns of a sparse matrix, from the edges' ends. */
function index(ends, size) {
  const at = new Int32Array(size + 1);
  for (const end of ends) at[end + 1] += 1;
  for (let i = 0; i < size; i += 1) at[i + 1] += at[i];
  const next = at.slice(0, size);
  const list = new Int32Array(ends.length);
  ends.forEach((end, edge) => {
    list[next[end]] = edge;
    next[end] += 1;
  });
  return { at, list };
}

export async function loadGraph() {
  settleGraph(await unpacked("core"));
}

/** Take a graph and make the quick ways through it. */
export function settleGraph(core) {
  Object.assign(G, core);
  const { nodes, edges } = G;
  G.size = nodes.key.length;
  G.typeAt = Object.fromEntries(G.types.map((row, i) => [row[0], i]));
  G.relationAt = Object.fromEntries(G.relations.map((row, i) => [row[0], i]));
  G.byKey = new Map(nodes.key.map((key, i) => [key, i]));
  G.out = index(edges.s, G.size);
  G.into = index(edges.o, G.size);
  G.documentAt = new Map(G.documents.map((node, doc) => [node, doc]));
  G.ofType = G.types.map(() => []);
  nodes.type.forEach((type, i) => G.ofType[type].push(i));
}

export const typeOf = (i) => G.types[G.nodes.type[i]][0];
export const isType = (i, ...keys) => keys.includes(typeOf(i));
/** @type {(i: number) => import("./types.js").Facts} */
export const facts = (i) => G.nodes.facts[i] || {};
export const seatOf = (region) => (region < 0 ? -1 : (G.seats[region] ?? region));
export const seatOfNode = (i) => seatOf(G.nodes.home[i]);
export const all = (key) => G.ofType[G.typeAt[key]];

export function edgesOf(side, i) {
  return G[side].list.subarray(G[side].at[i], G[side].at[i + 1]);
}

/** The nodes that `i` points to by a relation. */
export function targets(i, relation) {
  const p = G.relationAt[relation];
  const found = [];
  if (p === undefined) return found;
  for (const e of edgesOf("out", i)) if (G.edges.p[e] === p) found.push(G.edges.o[e]);
  return found;
}

/** The nodes that point to `i` by a relation. */
export function origins(i, relation) {
  const p = G.relationAt[relation];
  const found = [];
  if (p === undefined) return found;
  for (const e of edgesOf("into", i)) if (G.edges.p[e] === p) found.push(G.edges.s[e]);
  return found;
}

export function parts(i) {
  return targets(i, "component").sort((a, b) => (facts(a).position || 0) - (facts(b).position || 0));
}

export function evidenceOf(i) {
  return G.evidence.list.slice(G.evidence.at[i], G.evidence.at[i + 1]);
}

/** Where a node is first told of: passages are numbered in reading order. */
function firstPassage(i) {
  const [from, to] = [G.evidence.at[i], G.evidence.at[i + 1]];
  return from < to ? G.evidence.list[from] : G.passages.doc.length;
}

export const inReadingOrder = (a, b) => firstPassage(a) - firstPassage(b) || a - b;

/** The pieces of evidence of an edge that has no node of its own. */
export function evidenceOfEdge(edge) {
  return G.claims[edge] || [];
}

export function documentsOf(i) {
  const found = new Set();
  for (const e of evidenceOf(i)) found.add(G.passages.doc[e]);
  if (isType(i, "report")) for (const d of targets(i, "isPartOf")) found.add(G.documentAt.get(d));
  if (isType(i, "document")) found.add(G.documentAt.get(i));
  return found;
}

/** A relation in words, read forwards or backwards. */
export const relationIn = (p, forwards) => G.relations[p][(forwards ? 1 : 3) + (lang === "en" ? 1 : 0)];

/** The chain of regions that contain `i`, widest first. */
export function chain(i) {
  const found = [];
  let at = i;
  while (at !== undefined && !found.includes(at) && found.length < 8) {
    found.unshift(at);
    [at] = targets(at, "containedInPlace");
  }
  return found;
}

export const passageKey = (e) =>
  `${G.nodes.key[G.documents[G.passages.doc[e]]]}-${G.passages.start[e]}-${G.passages.end[e]}`;

/** The title of a document: that of its first report, or its file name. */
export function documentTitle(doc) {
  const node = G.documents[doc];
  if (node === undefined) return "";
  const reports = origins(node, "isPartOf").filter((i) => isType(i, "report"));
  const named = reports.filter((i) => G.nodes.name[i] !== G.nodes.key[i]).map((i) => G.nodes.name[i]);
  if (!named.length) return G.nodes.name[node];
  return named.length === 1 ? named[0] : t("andMore", { name: named[0], n: named.length, m: named.length - 1 });
}

// ------------------------------------------------------------------ texts

const chunks = new Map();

/** The text of a document: its characters, or the sentences that the graph quotes when it was not given. */
export async function textOf(doc) {
  if (texts.has(doc)) return texts.get(doc);
  const chunk = G.meta.chunks.filter((first) => first <= doc).length - 1;
  if (!chunks.has(chunk)) chunks.set(chunk, unpacked(`text-${chunk}`));
  const given = (await chunks.get(chunk))[doc - G.meta.chunks[chunk]];
  const whole = typeof given === "string";
  // offsets count code points; only a text with characters outside the BMP needs an array for that
  const astral = whole && /[\ud800-\udbff]/.test(given);
  const held = { whole, quoted: whole ? null : given, characters: astral ? Array.from(given) : given };
  texts.set(doc, held);
  return held;
}

export function cut(text, start, end) {
  const piece = text.characters.slice(start, end);
  return Array.isArray(piece) ? piece.join("") : piece;
}

/** Words as they are shown outside the source: line wraps inside Chinese text are layout, not words. */
export function unwrapped(words) {
  return words.replace(/\s*[\r\n]+\s*/g, "");
}

/** The sentence around a passage in three pieces: before, the passage itself, after. */
export async function sentenceAround(e) {
  const doc = G.passages.doc[e];
  const [start, end] = [G.passages.start[e], G.passages.end[e]];
  const s = G.passages.sentence[e];
  if (doc < 0) return ["", "", ""];
  const text = await textOf(doc);
  if (text.whole) {
    const from = s < 0 ? start : Math.min(start, G.sentences.start[s]);
    const to = s < 0 ? end : Math.max(end, G.sentences.end[s]);
    return [cut(text, from, start), cut(text, start, end), cut(text, end, to)].map(unwrapped);
  }
  const characters = Array.from(text.quoted?.[s] || "");
  const from = s < 0 ? 0 : G.sentences.start[s];
  const piece = (a, b) => unwrapped(characters.slice(Math.max(a, 0), Math.max(b, 0)).join(""));
  return [piece(0, start - from), piece(start - from, end - from), piece(end - from, characters.length)];
}
