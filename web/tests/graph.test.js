// Lanes, paths, bonds and CSV on a small graph: two counties, each with a programme of one name, and a formulation that both name.
import assert from "node:assert/strict";
import { test } from "node:test";
import { G, settleGraph } from "../src/data.js";
import { arrive } from "../src/route.js";
import { lanePicture, pathBetween, sharedPicture } from "../src/pictures.js";
import { bonds } from "../src/shared.js";
import { csvText } from "../src/takeaway.js";

const TYPES = ["region", "programme", "formula", "part", "metric", "party", "org", "policy", "formulation", "adoption", "recognition", "indicator", "report", "document"];
const NODES = [
  ["a", 0, "甲县", 0], ["b", 0, "乙县", 1], ["p", 1, "“三岗联创”", 0], ["q", 1, "三岗联创", 1], ["p1", 3, "教学岗", 0], ["f", 8, "枫桥经验", -1], ["r", 12, "甲县报道", 0], ["s", 12, "乙县报道", 1], ["d", 13, "a.txt", -1], ["c", 0, "丙省", 9],
];
const RELATIONS = [["containedInPlace", "隶属", "within", "下辖", "contains"], ["spatial", "所在地区", "region", "本地区的", "in this region"], ["component", "组成要素", "parts", "属于", "part of"]];
const EDGES = [[0, 0, 9], [1, 0, 9], [2, 1, 0], [3, 1, 1], [2, 2, 4]];

globalThis.window = /** @type {any} */ ({ location: { hash: "#v=network" } });
arrive();
settleGraph({
  meta: { chunks: [0] },
  types: TYPES.map((key) => [key, key, key, "dot", 10]),
  relations: RELATIONS,
  concepts: [],
  rules: ["r"],
  seats: {},
  discs: { 0: 90, 1: 90 },
  place: NODES.map((_, k) => [k * 10, 0]),
  documents: [8],
  nodes: {
    key: NODES.map(([key]) => key), type: NODES.map((n) => n[1]), name: NODES.map((n) => n[2]), home: NODES.map((n) => n[3]), kind: NODES.map(() => -1),
    letters: NODES.map(() => ""), pinyin: {}, english: {}, label: {}, aliases: {}, facts: {},
  },
  edges: { s: EDGES.map((e) => e[0]), p: EDGES.map((e) => e[1]), o: EDGES.map((e) => e[2]) },
  passages: { doc: [0, 0], start: [0, 5], end: [2, 9], sentence: [0, 1], rule: [0, 0], sure: {} },
  sentences: { doc: [0, 0], start: [0, 5], end: [4, 9], number: [1, 2], report: [6, 7] },
  evidence: { at: [0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2], list: [0, 1] },
  claims: {},
  traditional: "",
});

const kinds = new Set(["programme", "formulation"]);

test("counties are tied by programmes of one name and by what both name", () => {
  const { nodes, edges } = bonds(kinds);
  assert.deepEqual(nodes.sort(), [2, 3, 5]);
  assert.deepEqual(edges.map(({ a, b, relation }) => [a, b, relation]), [[0, 2, "runs"], [1, 3, "runs"], [2, 3, "named"], [0, 5, "speaks"], [1, 5, "speaks"]]);
});

test("what is opened stands in the picture, with the graph's own relation", () => {
  const closed = sharedPicture(kinds, []);
  const open = sharedPicture(kinds, [2]);
  assert.ok(!closed.at.has(4) && open.at.has(4));
  assert.deepEqual(open.edges.at(-1), { a: 2, b: 4, relation: 2 });
});

test("a path goes by what is shared, not by the common province", () => {
  assert.deepEqual(pathBetween(4, 1)?.map(({ a, b, relation }) => [a, b, relation]), [[2, 4, 2], [2, 3, "named"], [1, 3, "runs"]]);
  assert.deepEqual(pathBetween(0, 0), []);
  assert.equal(pathBetween(0, 8), null);
});

test("lanes hold the neighbours by type", () => {
  const picture = lanePicture(2, 1);
  assert.deepEqual([...picture.nodes].sort((a, b) => a - b), [0, 2, 4]);
  assert.deepEqual(picture.bands.map((band) => band.keys), [["region"], ["programme"], ["part"]]);
});

test("a line of CSV tells where it comes from", async () => {
  globalThis.document = /** @type {any} */ ({ getElementById: () => ({ dataset: {}, textContent: JSON.stringify(["甲县用枫桥经验做"]) }) });
  const text = await csvText(["name"], [["枫桥经验"]], [[5]]);
  const [head, line] = text.split("\r\n");
  assert.equal(head, "name,来源,原句");
  assert.match(line, /^枫桥经验,/);
  assert.match(line, /甲县用枫/);
});

test("the graph knows its nodes by their names in the address", () => {
  assert.equal(G.byKey.get("q"), 3);
});
