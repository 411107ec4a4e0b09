// Profiles side by side, of traits of two columns.
import assert from "node:assert/strict";
import { test } from "node:test";
import { profiles } from "../src/likeness.js";

test("a profile counts traits, those of several columns first", () => {
  const made = /** @type {any} */ ({
    columns: [7, 8],
    column: new Map([[1, 0], [2, 0], [3, 1]]),
    data: { traits: [["carrier", "驿站", 1], ["carrier", "党校", 0], ["scheme", "n联", 1]], traitsOf: { 1: [0, 1], 2: [1], 3: [0] } },
  });
  assert.deepEqual(profiles(made), [
    ["scheme", [[], []]],
    ["carrier", [[["驿站", 1, 2], ["党校", 2, 1]], [["驿站", 1, 2]]]],
  ].slice(1));
});
