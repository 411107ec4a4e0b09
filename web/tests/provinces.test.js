// The tiles of the provinces, and the wrapping of words in a picture of a table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { TILES } from "../src/provinces.js";

test("34 provinces, each on a tile of its own", () => {
  assert.equal(TILES.length, 34);
  assert.equal(new Set(TILES.map(([code]) => code)).size, 34);
  assert.equal(new Set(TILES.map(([, , , x, y]) => `${x},${y}`)).size, 34);
});
