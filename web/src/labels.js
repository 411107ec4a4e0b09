// Labels on the canvas: of one size on the screen at every zoom, the important ones first, never over each other.

import { G, isType, seatOfNode, typeOf } from "./data.js";
import { figureText, nameOf } from "./figures.js";
import { ringOf } from "./network.js";

const LABEL_MOST = 260;
const CELL = 64;
// the least size of a node on the screen, in pixels, at which its label is wanted
const WANTED = { region: 7, programme: 4, formula: 5, party: 5, policy: 4.6, formulation: 4.6, org: 5, part: 4.6, metric: 5.2 };
export const FONT = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif';
const widths = new Map();

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

function widthOf(ctx, words, bold) {
  const key = bold ? `*${words}` : words;
  if (!widths.has(key)) {
    ctx.save();
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.font = `${bold ? "600 " : ""}12px ${FONT}`;
    widths.set(key, ctx.measureText(words).width);
    ctx.restore();
  }
  return widths.get(key);
}

/** Words cut to a width in pixels. */
export function fitted(ctx, words, room, bold) {
  if (widthOf(ctx, words, bold) <= room) return words;
  const most = Math.max(2, Math.floor((words.length * room) / widthOf(ctx, words, bold)) - 1);
  return `${words.slice(0, most)}…`;
}

/** Boxes already on the screen, in a coarse grid so that a new one meets only its neighbours. */
class Occupied {
  constructor() {
    this.cells = new Map();
    this.boxes = [];
  }

  *near(box) {
    for (let x = Math.floor(box.x / CELL); x <= Math.floor((box.x + box.w) / CELL); x += 1) {
      for (let y = Math.floor(box.y / CELL); y <= Math.floor((box.y + box.h) / CELL); y += 1) yield `${x},${y}`;
    }
  }

  take(box) {
    const keys = [...this.near(box)];
    for (const key of keys) {
      for (const other of this.cells.get(key) || []) {
        if (box.x < other.x + other.w && other.x < box.x + box.w && box.y < other.y + other.h && other.y < box.y + box.h) return false;
      }
    }
    for (const key of keys) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
    this.boxes.push(box);
    return true;
  }
}

/** The picture's nodes in the order in which they may claim room for their labels. */
export function labelOrder(picture) {
  const rank = { region: 0, programme: 1, formula: 2, party: 3, policy: 4, formulation: 5, metric: 6, org: 7, part: 8 };
  const degree = (i) => G.out.at[i + 1] - G.out.at[i] + G.into.at[i + 1] - G.into.at[i];
  const seat = (i) => (G.discs[i] ? 0 : 1);
  return [...picture.nodes].sort((a, b) => seat(a) - seat(b) || (rank[typeOf(a)] ?? 9) - (rank[typeOf(b)] ?? 9) || degree(b) - degree(a) || a - b);
}

const shortLabel = (i) => (isType(i, "metric") ? figureText(i) : nameOf(i));

/** The least size on the screen at which a node of the atlas is labelled; the names of discs always are. */
function wantedSize(i, picture) {
  if (G.discs[i]) return 0;
  return (WANTED[typeOf(i)] ?? 6) * (picture.seat === null ? 1 : 0.4);
}

/** On which side of its node a label stands: in a disc on the outer side, otherwise below. */
function sideOf(i, x, picture, view) {
  if (picture.kind !== "atlas" || G.discs[i]) return 0;
  const seat = seatOfNode(i);
  if (seat < 0 || !picture.at.has(seat)) return 0;
  return x < view.at(seat)[0] ? -1 : 1;
}

/** Draw the labels that find room; gives back their boxes in screen pixels. */
export function drawLabels(ctx, view, picture, order, chosen) {
  const { scale, x: viewX, y: viewY, wide, high } = view;
  const occupied = new Occupied();
  const beside = picture.kind === "lanes";
  const ink = colour("ink");
  const paper = colour("canvas");
  const queue = chosen === undefined || !picture.at.has(chosen) ? order : [chosen, ...order];
  ctx.save();
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const i of queue) {
    if (occupied.boxes.length >= LABEL_MOST) break;
    const size = (i === chosen ? ringOf(i) : G.types[G.nodes.type[i]][4]) * scale;
    if (i !== chosen && picture.kind === "atlas" && size < wantedSize(i, picture)) continue;
    const [px, py] = view.at(i);
    const sx = (px - viewX) * scale + wide / 2;
    const sy = (py - viewY) * scale + high / 2;
    if (sx < -20 || sy < 0 || sx > wide + 20 || sy > high) continue;
    const bold = i === chosen || Boolean(G.discs[i]);
    const room = beside ? Math.max(picture.room * scale, 40) : picture.room;
    const side = beside ? 1 : sideOf(i, px, picture, view);
    const words = fitted(ctx, shortLabel(i), room, bold);
    const w = widthOf(ctx, words, bold) + 6;
    const box = side
      ? { x: side > 0 ? sx + size + 2 : sx - size - 2 - w, y: sy - 9, w, h: 17, node: i }
      : { x: sx - w / 2, y: sy + size + 2, w, h: 17, node: i };
    const above = { ...box, y: sy - size - 19 };
    if (!occupied.take(box) && !(G.discs[i] && occupied.take(above))) continue;
    const drawn = occupied.boxes[occupied.boxes.length - 1];
    ctx.font = `${bold ? "600 " : ""}${12 / scale}px ${FONT}`;
    const tx = (drawn.x + 3 - wide / 2) / scale + viewX;
    const ty = (drawn.y + drawn.h / 2 - high / 2) / scale + viewY;
    ctx.lineWidth = 3.5 / scale;
    ctx.strokeStyle = paper;
    ctx.strokeText(words, tx, ty);
    ctx.fillStyle = ink;
    ctx.fillText(words, tx, ty);
  }
  ctx.restore();
  return occupied.boxes;
}
