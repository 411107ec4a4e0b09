// The tiles of the provinces, and the wrapping of words in a picture of a table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { TILES, withoutYear } from "../src/provinces.js";

test("34 provinces, each on a tile of its own", () => {
  assert.equal(TILES.length, 34);
  assert.equal(new Set(TILES.map(([code]) => code)).size, 34);
  assert.equal(new Set(TILES.map(([, , , x, y]) => `${x},${y}`)).size, 34);
});

test("below its year an adoption keeps its place in an order and not the year", () => {
  assert.equal(withoutYear("临泽县 · 启动 · 三岗联创 · 2021 · 第1", 2021), "临泽县 · 启动 · 三岗联创 · 第1");
  assert.equal(withoutYear("文县 · 更名 · 白马夜校 · 2020", 2020), "文县 · 更名 · 白马夜校");
});
