// The words of figures and of addresses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csvCell } from "../src/base.js";
import { trimmed, grouped, scaled } from "../src/figures.js";
import { parseHash, writeHash } from "../src/route.js";

test("numbers are written as the reports write them", () => {
  assert.deepEqual(scaled(340000, "元"), ["34", "万"]);
  assert.deepEqual(scaled(4000, "户"), ["4,000", ""]);
  assert.equal(grouped(1234567.5), "1,234,567.5");
  assert.equal(trimmed(0.1 + 0.2), "0.3");
});

test("an address survives the way there and back, and nonsense leads to the overview", () => {
  const place = { v: "network", scope: "ego", n: "cn620724", f: "type-part.year-2024", l: "en" };
  assert.deepEqual(parseHash(writeHash(place)), place);
  assert.deepEqual(parseHash("#v=nonsense&n=%E0%A4%A"), { v: "overview" });
});

test("no cell of a table runs as a formula", () => {
  assert.equal(csvCell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
  assert.equal(csvCell("-3.5%"), "-3.5%");
  assert.equal(csvCell('a "b", c'), '"a ""b"", c"');
});
