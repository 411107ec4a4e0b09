// Labels on the picture: of one size on the screen at every zoom, the important ones first, never over each other.

import { G, isType, seatOfNode, typeOf } from "./data.js";
import { figureText, labelOf, nameOf } from "./figures.js";
import { FONT, colour } from "./pen.js";

const LABEL_MOST = 420;
const CELL = 64;
const ALONE_FROM = 0.55; // the scale from which what nothing ties has labels, where that is much
const ALONE_MANY = 24;
const LINE = 14; // pixels from one line of a label to the next
// the least radius of a node of the atlas on the screen, in pixels, at which its label is wanted
const WANTED = { region: 7, programme: 4, formula: 5, party: 5, policy: 4.6, formulation: 4.6, org: 5, part: 4.6, metric: 5.2 };
const widths = new Map();
/** @type {CanvasRenderingContext2D | null} */
let ruler = null;

export function widthOf(words, bold) {
  const key = bold ? `*${words}` : words;
  const known = widths.get(key);
  if (known !== undefined) return known;
  ruler ||= document.createElement("canvas").getContext("2d");
  if (!ruler) return words.length * 12;
  ruler.font = `${bold ? "600 " : ""}12px ${FONT}`;
  const width = ruler.measureText(words).width;
  widths.set(key, width);
  return width;
}

/** Words cut to a width in pixels. */
export function fitted(words, room, bold) {
  if (widthOf(words, bold) <= room) return words;
  let most = Math.max(2, Math.floor((words.length * room) / widthOf(words, bold)));
  while (most > 2 && widthOf(`${words.slice(0, most)}…`, bold) > room) most -= 1;
  return `${words.slice(0, most)}…`;
}

const NOT_FIRST = /^[”’）》」』、，。；：？！…％%]/;
const NOT_LAST = /[“‘（《「『]$/;
const NUMBER = /[0-9.,]$/;
const LETTER = /[a-z]$/i;

/** Whether a line may end between two pieces of words. */
const parts = (before, after) => !NOT_FIRST.test(after) && !NOT_LAST.test(before) && !(NUMBER.test(before) && /^[0-9.,]/.test(after)) && !(LETTER.test(before) && /^[a-z]/i.test(after));

/** Words in at most two lines of a width, cut where they are longer. A figure stands whole in the second. */
export function inTwoLines(words, room, bold) {
  if (widthOf(words, bold) <= room) return [words];
  const space = words.lastIndexOf(" ");
  if (space > 0 && /[0-9]/.test(words.slice(space + 1))) return [fitted(words.slice(0, space), room, bold), fitted(words.slice(space + 1), room, bold)];
  let most = words.length - 1;
  while (most > 1 && widthOf(words.slice(0, most), bold) > room) most -= 1;
  let at = most;
  while (at > 1 && !parts(words.slice(0, at), words.slice(at))) at -= 1;
  if (at === 1) at = most;
  return [words.slice(0, at), fitted(words.slice(at).trim(), room, bold)];
}

/** Boxes already on the screen, in a coarse grid so that a new one meets only its neighbours. */
export class Occupied {
  constructor() {
    this.cells = new Map();
    this.boxes = [];
  }

  *near(box) {
    for (let x = Math.floor(box.x / CELL); x <= Math.floor((box.x + box.w) / CELL); x += 1) {
      for (let y = Math.floor(box.y / CELL); y <= Math.floor((box.y + box.h) / CELL); y += 1) yield `${x},${y}`;
    }
  }

  /** Whether a box meets one that is there; what belongs to its own node does not count. */
  meets(box) {
    for (const key of this.near(box)) {
      for (const other of this.cells.get(key) || []) {
        const own = other.node !== undefined && other.node === box.node;
        if (!own && box.x < other.x + other.w && other.x < box.x + box.w && box.y < other.y + other.h && other.y < box.y + box.h) return true;
      }
    }
    return false;
  }

  add(box) {
    for (const key of this.near(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
    this.boxes.push(box);
  }

  take(box) {
    if (this.meets(box)) return false;
    this.add(box);
    return true;
  }
}

/** The picture's nodes in the order in which they may claim room for their labels. */
export function labelOrder(picture) {
  const rank = { region: 0, programme: 1, formula: 2, party: 3, policy: 4, formulation: 5, metric: 6, org: 7, part: 8 };
  const degree = (i) => G.out.at[i + 1] - G.out.at[i] + G.into.at[i + 1] - G.into.at[i];
  const loose = (i) => (picture.tied ? Number(!picture.tied.has(i)) : G.discs[i] ? 0 : 1);
  return [...picture.nodes].sort((a, b) => loose(a) - loose(b) || (rank[typeOf(a)] ?? 9) - (rank[typeOf(b)] ?? 9) || degree(b) - degree(a) || a - b);
}

/** A figure is nothing without what it counts: 村集体收入 34万元. */
export const shortLabel = (i) => (isType(i, "metric") ? `${nameOf(i)} ${figureText(i).replaceAll(" ", "\u00a0")}` : isType(i, "programme") ? labelOf(i) : nameOf(i));

/** The least size on the screen at which a node of the atlas is labelled; the names of discs always are. */
function wantedSize(i, picture) {
  if (G.discs[i] || picture.kind !== "atlas") return 0;
  return (WANTED[typeOf(i)] ?? 6) * (picture.seat === null ? 1 : 0.4);
}

/** On which side of its node a label stands: in a disc on the outer side, otherwise below. */
function sideOf(i, x, picture, spot) {
  if (picture.kind === "lanes") return 1;
  if (picture.kind !== "atlas" || G.discs[i]) return 0;
  const centre = spot.get(seatOfNode(i));
  if (!centre) return 0;
  return x < centre[0] ? -1 : 1;
}

/** Where a label may stand, the best place first. */
function places(x, y, size, w, side, node, lines) {
  const h = 17 + (lines - 1) * LINE;
  const right = { x: x + size + 3, y: y - h / 2, w, h, node };
  const left = { x: x - size - 3 - w, y: y - 9, w, h: 17, node };
  const below = { x: x - w / 2, y: y + size + 2, w, h: 17, node };
  const above = { x: x - w / 2, y: y - size - 19, w, h: 17, node };
  if (side > 0) return [right];
  if (side < 0) return [left];
  return [below, above, right, left];
}

/** The marks of a picture that is not crowded: labels stand over them only where there is no other room. */
function marksOf(picture, view, spot, size) {
  const found = new Occupied();
  if (picture.kind === "atlas") return found;
  for (const [node, [x, y]] of spot) {
    const r = size(node) * 0.8;
    if (x > -20 && y > -20 && x < view.wide + 20 && y < view.high + 20) found.add({ x: x - r, y: y - r, w: 2 * r, h: 2 * r, node });
  }
  return found;
}

/** Draw the labels that find room; gives back their boxes in screen pixels. */
export function drawLabels(pen, view, picture, { order, spot, size, chosen, lit, close, dim, steps }) {
  const occupied = new Occupied();
  const marks = marksOf(picture, view, spot, size);
  const style = { fill: colour("ink"), halo: colour("canvas") };
  if (picture.bands.length) occupied.take({ x: 0, y: 0, w: view.wide, h: 56 + (view.top || 0) });
  const bare = picture.tied && view.scale < ALONE_FROM && picture.nodes.length - picture.tied.size - picture.inside.size > ALONE_MANY;
  const put = (i) => {
    const r = size(i);
    if (!close.has(i) && (r < wantedSize(i, picture) || (bare && !picture.tied.has(i) && !picture.inside.has(i)))) return;
    const [x, y] = spot.get(i);
    if (x < -20 || y < 0 || x > view.wide + 20 || y > view.high) return;
    const bold = i === chosen || i === lit || Boolean(G.discs[i] && isType(i, "region"));
    const side = sideOf(i, x, picture, spot);
    const lanes = picture.kind === "lanes";
    const lines = lanes ? inTwoLines(shortLabel(i), Math.max((picture.rooms.get(i) || 60) * view.scale, 40), bold) : [fitted(shortLabel(i), picture.room, bold)];
    const w = Math.max(...lines.map((line) => widthOf(line, bold))) + 6;
    const tries = places(x, y, r, w, side, i, lines.length);
    const free = tries.slice(0, picture.kind === "atlas" && side === 0 ? 2 : 4).filter((b) => !occupied.meets(b));
    const whole = free.filter((b) => b.x >= 0 && b.x + b.w <= view.wide);
    const box = whole.find((b) => !marks.meets(b)) || whole[0] || (close.has(i) ? free[0] : undefined);
    if (box) occupied.add(box);
    if (box) lines.forEach((line, k) => pen.words(line, box.x + 3, box.y + 17 / 2 + k * LINE, { ...style, bold }));
  };
  const first = [chosen, lit].filter((i) => i >= 0 && spot.has(i));
  for (const i of new Set(first)) put(i);
  for (const { words, a, b } of steps) stepWords(pen, occupied, words, a, b);
  const front = order.filter((i) => close.has(i) && !first.includes(i));
  for (const i of front) put(i);
  pen.faint(dim ? 0.25 : 1);
  for (const i of order) {
    if (occupied.boxes.length >= LABEL_MOST) break;
    if (!close.has(i) && !first.includes(i)) put(i);
  }
  pen.faint(1);
  return occupied.boxes.filter((box) => box.node !== undefined || box.step);
}

/** A relation's words in the middle of its line, where they find room. */
function stepWords(pen, occupied, words, [ax, ay], [bx, by]) {
  const w = widthOf(words, false) + 6;
  if (Math.hypot(bx - ax, by - ay) < w + 30) return;
  const box = { x: (ax + bx) / 2 - w / 2, y: (ay + by) / 2 - 8, w, h: 16, step: true };
  if (occupied.take(box)) pen.words(words, box.x + 3, box.y + 8, { size: 11, fill: colour("accent"), halo: colour("canvas") });
}
