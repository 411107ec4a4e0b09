// Where nodes stand, and where labels may.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Occupied, inTwoLines } from "../src/labels.js";
import { arranged, components, lyingDown, opened, shelves } from "../src/layout.js";
import { SvgPen } from "../src/pen.js";
import { inOrder } from "../src/table.js";

const RING = [[0, 1], [1, 2], [2, 3], [5, 6]];

test("components come largest first", () => {
  assert.deepEqual(components(7, RING), [[0, 1, 2, 3], [5, 6], [4]]);
});

test("the same graph stands in the same places, and no two nodes in one", () => {
  const place = arranged(12, RING);
  assert.deepEqual(arranged(12, RING), place);
  for (let a = 0; a < 12; a += 1) {
    for (let b = a + 1; b < 12; b += 1) assert.ok(Math.hypot(place[a][0] - place[b][0], place[a][1] - place[b][1]) > 20, `${a} and ${b}`);
  }
});

test("shelves do not overlap", () => {
  const boxes = [[300, 200], [200, 100], [200, 150], [90, 90]];
  const corners = shelves(boxes);
  boxes.forEach(([w, h], a) => boxes.forEach(([v, g], b) => {
    const [[x, y], [u, z]] = [corners[a], corners[b]];
    assert.ok(a === b || x + w <= u || u + v <= x || y + h <= z || z + g <= y);
  }));
});

test("what is opened finds room between what stood there", () => {
  const at = new Map([[0, [0, 0]], [1, [50, 0]], [2, [0, -400]]]);
  const children = Array.from({ length: 30 }, (_, k) => 10 + k);
  const reach = opened(at, 0, children);
  assert.ok(at.get(1)[0] > reach);
  assert.ok(children.every((i) => at.has(i)));
  assert.deepEqual(at.get(0), [0, 0]);
});

test("a label that meets another is refused", () => {
  const occupied = new Occupied();
  assert.ok(occupied.take({ x: 0, y: 0, w: 100, h: 17 }));
  assert.ok(!occupied.take({ x: 90, y: 10, w: 100, h: 17 }));
  assert.ok(occupied.take({ x: 90, y: 18, w: 100, h: 17 }));
});

test("a label may stand over its own mark, not over another", () => {
  const marks = new Occupied();
  marks.add({ x: 0, y: 0, w: 10, h: 10, node: 1 });
  assert.ok(!marks.meets({ x: 5, y: 5, w: 40, h: 17, node: 1 }));
  assert.ok(marks.meets({ x: 5, y: 5, w: 40, h: 17, node: 2 }));
  assert.ok(!marks.meets({ x: 15, y: 5, w: 40, h: 17, node: 2 }));
});

test("a label in two lines ends no line where Chinese does not, and keeps its figure whole", () => {
  globalThis.document = /** @type {any} */ ({ createElement: () => ({ getContext: () => null }) }); // no ruler: 12 pixels a character
  const lines = (words) => inTwoLines(words, 72, false);
  assert.deepEqual(lines("三张清单"), ["三张清单"]);
  assert.deepEqual(lines("情理法诉调室”矛盾纠纷"), ["情理法诉调", "室”矛盾纠纷"]);
  assert.deepEqual(lines("新兴领域党“两个覆盖”"), ["新兴领域党", "“两个覆盖”"]);
  assert.deepEqual(lines("村集体经济平均收入 34万元"), ["村集体经济…", "34万元"]);
  assert.deepEqual(lines("发展党员共1200名"), ["发展党员共", "1200名"]);
});

test("columns sort figures by size, words by their language, and nothing last", () => {
  assert.deepEqual([3, undefined, 20, 1].sort((a, b) => inOrder(a, b)), [1, 3, 20, undefined]);
  assert.deepEqual(["", "第10句", "第9句"].sort((a, b) => inOrder(a, b)), ["第9句", "第10句", ""]);
});

test("SVG holds words, never markup", () => {
  const pen = new SvgPen(10, 10, "<b>");
  pen.words("</text><script>", 1, 2, { fill: "#000" });
  assert.ok(!String(pen).includes("<script") && !String(pen).includes("<b>"));
});

test("a line ends between words, and a figure keeps its unit", () => {
  assert.deepEqual(inTwoLines("Policy documents", 110, false), ["Policy ", "documents"]);
  assert.deepEqual(inTwoLines("签订引进项目数 206\u00a0个", 84, false), ["签订引进项目数", "206\u00a0个"]);
});

test("what stands upright is laid down", () => {
  const spots = lyingDown([[0, 0], [10, 100], [20, 200], [40, 300]]);
  const stretch = (d) => Math.max(...spots.map((p) => p[d])) - Math.min(...spots.map((p) => p[d]));
  assert.ok(stretch(0) > 300 && stretch(1) < 20);
});
