// 关系图: what is drawn, in which order, with either pen; and the picture that is on show.

import { byId } from "./base.js";
import { Board } from "./board.js";
import { G, isType, typeOf } from "./data.js";
import { hideTip, showTip } from "./hover.js";
import { renderInspector } from "./inspector.js";
import { drawLabels, inTwoLines, labelOrder } from "./labels.js";
import { lang } from "./language.js";
import { CanvasPen, colour } from "./pen.js";
import { childrenOf, layLanes } from "./pictures.js";
import { go, nodeAt, openNodes, route } from "./route.js";
import { relationText } from "./shared.js";

/** @type {any} */
export let net = null; // {board, picture, order, host, hovered, near}
const MANY = 400; // nodes from which a picture is moved as a still while it is dragged
const MARGIN = 220; // pixels that a still shows more on every side
const kept = new Map(); // where the reader had moved a picture to

const sizeOf = (i) => G.types[G.nodes.type[i]][4];

/** The radius of a node on the screen. */
export function radiusOf(i, scale, picture) {
  const held = picture.kind === "shared" && isType(i, "region") ? Math.min(1.6, 0.7 + Math.sqrt(G.held.get(i) || 0) / 7) : 1;
  if (picture.kind === "lanes") return Math.max(3.5, sizeOf(i) * 0.45 * scale);
  const least = picture.kind === "atlas" ? 1.6 : 3.5;
  return Math.max(least, Math.min(sizeOf(i) * held * scale, sizeOf(i) * (picture.kind === "atlas" ? 1.25 : 0.7) * held));
}

/** The nodes beside each node of a picture: node → Map(other → [edges]). */
function nearness(picture) {
  const near = new Map();
  const add = (a, b, edge) => {
    if (!near.has(a)) near.set(a, new Map());
    if (!near.get(a).has(b)) near.get(a).set(b, []);
    near.get(a).get(b).push(edge);
  };
  for (const edge of picture.edges) {
    add(edge.a, edge.b, edge);
    add(edge.b, edge.a, edge);
  }
  return near;
}

function background(pen, view, picture) {
  const { scale } = view;
  if (picture.kind === "atlas") {
    for (const [seat, radius] of Object.entries(G.discs)) {
      if (picture.moved >= 0 && picture.moved !== Number(seat)) continue;
      const at = picture.at.get(Number(seat));
      if (at) pen.ring(...view.toScreen(at), radius * scale, { fill: colour("disc"), stroke: colour("line-2") });
    }
  }
  for (const band of picture.bands) {
    const [x] = view.toScreen([band.x, 0]);
    pen.rect(x, 0, band.wide * scale, view.high, colour("disc"));
    const words = band.keys.map((key) => G.types[G.typeAt[key]][lang === "en" ? 2 : 1]).join(" / ");
    const count = band.of > band.shown ? `${band.shown} / ${band.of}` : "";
    const top = view.top || 0;
    const lines = inTwoLines(words, band.wide * scale - 12, true);
    lines.forEach((line, k) => pen.words(line.trim(), x + 6, top + 16 + k * 15, { bold: true, fill: colour("ink-2") }));
    if (count) pen.words(count, x + 6, top + 18 + lines.length * 15, { size: 11, fill: colour("ink-3") });
  }
}

/** An arrow's head at the rim of the node that a line leads to. */
function arrow(pen, [ax, ay], [bx, by], r, fill) {
  const d = Math.hypot(bx - ax, by - ay);
  if (d < r + 16) return;
  const [ux, uy] = [(bx - ax) / d, (by - ay) / d];
  const [tx, ty] = [bx - ux * (r + 2), by - uy * (r + 2)];
  pen.polygon([[tx, ty], [tx - ux * 8 - uy * 3.5, ty - uy * 8 + ux * 3.5], [tx - ux * 8 + uy * 3.5, ty - uy * 8 - ux * 3.5]], fill);
}

/**
 * Draw a picture with a pen; gives back the boxes of its labels.
 * `view` is {scale, wide, high, toScreen, top}; `lit` the node whose neighbourhood stands out, or -1.
 */
export function paint(pen, view, picture, { order, near, lit = -1, chosen = -1, hovering = false }) {
  const spot = new Map(picture.nodes.map((i) => [i, view.toScreen(picture.at.get(i))]));
  const close = new Set(lit >= 0 && near.has(lit) ? [lit, ...near.get(lit).keys()] : lit >= 0 ? [lit] : []);
  const dim = hovering && close.size > 0;
  const size = (i) => radiusOf(i, view.scale, picture) * (i === chosen ? 1.3 : 1);
  background(pen, view, picture);
  const seen = ([ax, ay], [bx, by]) => Math.max(ax, bx) > 0 && Math.max(ay, by) > 0 && Math.min(ax, bx) < view.wide && Math.min(ay, by) < view.high;
  /** @type {any[]} */
  const plain = [];
  /** @type {any[]} */
  const bright = [];
  for (const edge of picture.edges) {
    const [a, b] = [spot.get(edge.a), spot.get(edge.b)];
    if (!a || !b || !seen(a, b)) continue;
    if (edge.a === lit || edge.b === lit) bright.push([edge, a, b]);
    else plain.push([...a, ...b]);
  }
  pen.faint(dim ? 0.3 : 1);
  pen.lines(plain, colour(picture.kind === "atlas" || picture.kind === "lanes" ? "edge" : "edge-2"), 1);
  pen.faint(1);
  pen.lines(bright.map(([, a, b]) => [...a, ...b]), colour("accent"), 1.5);
  if (bright.length < 25 || picture.kind === "path") for (const [edge, a, b] of bright) arrow(pen, a, b, size(edge.b), colour("accent"));
  marks(pen, view, { spot, size, close, dim });
  if (chosen >= 0 && spot.has(chosen)) pen.ring(...spot.get(chosen), size(chosen) + 4, { stroke: colour("accent"), width: 2.5 });
  return drawLabels(pen, view, picture, { order, spot, size, chosen, lit, close, dim, steps: stepsOf(picture, bright, spot, lit) });
}

function marks(pen, view, { spot, size, close, dim }) {
  for (const faint of dim ? [true, false] : [false]) {
    const byType = new Map();
    for (const [i, [x, y]] of spot) {
      if ((dim && !close.has(i)) !== faint || x < -20 || y < -20 || x > view.wide + 20 || y > view.high + 20) continue;
      if (!byType.has(typeOf(i))) byType.set(typeOf(i), []);
      byType.get(typeOf(i)).push([x, y, size(i)]);
    }
    pen.faint(faint ? 0.25 : 1);
    for (const [type, list] of byType) pen.marks(type, list);
  }
  pen.faint(1);
}

/** Words that stand on lines: every step of a path, and the relations of the node that is lit. */
function stepsOf(picture, bright, spot, lit) {
  if (picture.kind === "path") {
    return picture.edges.map((edge, k) => ({ words: relationText(edge.relation, edge.a === picture.nodes[k]), a: spot.get(edge.a), b: spot.get(edge.b) }));
  }
  if (bright.length > 14) return [];
  return bright.map(([edge, a, b]) => ({ words: relationText(edge.relation, edge.a === lit), a, b }));
}

/** Draw a picture on a canvas, with so many pixels more on every side than the board shows. */
function drawOn(canvas, margin, picture, order) {
  const { board, near, hovered } = net;
  const ctx = canvas.getContext("2d");
  const [wide, high] = [board.wide + 2 * margin, board.high + 2 * margin];
  ctx.setTransform(board.dense, 0, 0, board.dense, 0, 0);
  const chosen = nodeAt(route.n) ?? -1;
  const lit = hovered >= 0 ? hovered : picture.at.has(chosen) && picture.around !== chosen ? chosen : -1;
  const toScreen = (p) => board.toScreen(p).map((value) => value + margin);
  return paint(new CanvasPen(ctx), { scale: board.scale, wide, high, toScreen }, picture, { order, near, lit, chosen, hovering: hovered >= 0 });
}

/** The whole picture on an empty canvas, but for a node that is being moved. */
function drawWhole(canvas, margin, moving) {
  const { picture, order, host } = net;
  canvas.getContext("2d").clearRect(0, 0, canvas.width, canvas.height);
  host.kgDrawings = (host.kgDrawings || 0) + 1; // for the tests
  if (moving < 0) return drawOn(canvas, margin, picture, order);
  const others = (i) => i !== moving;
  const at = new Map(picture.at);
  at.delete(moving);
  return drawOn(canvas, margin, { ...picture, at, nodes: picture.nodes.filter(others) }, order.filter(others));
}

/** A node that is being moved, with what ties it, over what is drawn already. */
function drawMoving() {
  const { board, picture, near } = net;
  const beside = near.get(board.moving) || new Map();
  const alone = { ...picture, moved: board.moving, nodes: [...beside.keys(), board.moving], edges: [...beside.values()].flat() };
  drawOn(board.canvas, 0, alone, [board.moving]);
}

/**
 * While a large picture or a node of it is dragged, a still of the rest is shown: drawn once with a margin on every side, and anew
 * where the margin ends.
 * @returns {boolean} whether it was shown so
 */
function glide() {
  const { board, picture } = net;
  if ((!board.gliding && board.moving < 0) || picture.bands.length || picture.nodes.length < MANY) return false;
  const [w, h] = [board.canvas.width + 2 * MARGIN * board.dense, board.canvas.height + 2 * MARGIN * board.dense];
  const away = () => (net.still ? [(net.still.x - board.x) * board.scale, (net.still.y - board.y) * board.scale] : [Infinity, 0]);
  const stale = !net.still || net.still.moving !== board.moving || net.still.scale !== board.scale || away().some((d) => Math.abs(d) > MARGIN);
  if (stale) {
    const canvas = net.still?.canvas || document.createElement("canvas");
    [canvas.width, canvas.height] = [w, h];
    net.still = { canvas, x: board.x, y: board.y, scale: board.scale, moving: board.moving };
    drawWhole(canvas, MARGIN, board.moving);
  }
  const [dx, dy] = away();
  const ctx = board.canvas.getContext("2d");
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, board.canvas.width, board.canvas.height);
  ctx.drawImage(net.still.canvas, Math.round((dx - MARGIN) * board.dense), Math.round((dy - MARGIN) * board.dense));
  if (board.moving >= 0) drawMoving();
  return true;
}

function draw() {
  if (glide()) return;
  const { board, host } = net;
  net.still = null;
  host.kgLabels = drawWhole(board.canvas, 0, -1);
  kept.set(net.name, [board.scale, board.x, board.y]);
}

function hit(sx, sy) {
  const { board, picture } = net;
  let [best, least] = [-1, Infinity];
  for (const i of picture.nodes) {
    const [x, y] = board.toScreen(picture.at.get(i));
    const d = Math.hypot(sx - x, sy - y);
    if (d < least && d <= radiusOf(i, board.scale, picture) + 4) [best, least] = [i, d];
  }
  if (best >= 0) return best;
  const label = (net.host.kgLabels || []).find((box) => sx >= box.x && sx <= box.x + box.w && sy >= box.y && sy <= box.y + box.h);
  return label && label.node !== undefined ? label.node : -1;
}

function hover(i, x, y) {
  if (!net) return;
  net.board.canvas.style.cursor = i >= 0 ? "pointer" : "grab";
  if (i === net.hovered) {
    if (i >= 0) showTip(null, x, y, net.host);
    return;
  }
  net.hovered = i;
  if (i < 0) hideTip();
  else showTip({ node: i, near: net.near.get(i), picture: net.picture }, x, y, net.host);
  net.board.redraw();
}

/** A double click opens what stands inside a node; elsewhere it goes to the lanes around it. */
export function openNode(i) {
  hideTip();
  if (net && net.picture.kind === "shared" && (childrenOf(i).length || openNodes().includes(i))) {
    const open = openNodes();
    const next = open.includes(i) ? open.filter((other) => other !== i) : [...open, i];
    go({ x: next.map((k) => G.nodes.key[k]).join("~") || null, n: G.nodes.key[i] });
    return;
  }
  go({ scope: "ego", n: G.nodes.key[i], r: null, to: null, q: null, x: null });
}

/** The lanes share the width that there is. */
function resized() {
  if (net?.picture.kind !== "lanes") return;
  layLanes(net.picture, net.board.wide, net.board.high);
  net.order = labelOrder(net.picture);
  fitNetwork();
}

export function closeNetwork() {
  if (net) net.board.close();
  hideTip();
  net = null;
}

/** What the tests of the page ask a picture. */
function tell(host) {
  host.kgSpot = (key) => net.board.toScreen(net.picture.at.get(G.byKey.get(key)));
  const near = ([x, y]) => Math.hypot(x - net.board.wide / 2, y - net.board.high / 2) < 200;
  host.kgOpenable = () => net.picture.nodes.filter((i) => isType(i, "programme") && net.picture.inside?.has(i) && childrenOf(i).length && near(net.board.toScreen(net.picture.at.get(i)))).map((i) => G.nodes.key[i]);
}

/** Put up a picture in its host. `name` says which one it is, so that it comes back where the reader had moved it. */
export function drawNetwork(host, picture, name) {
  closeNetwork();
  host.replaceChildren();
  const board = new Board(host, {
    draw,
    resized,
    hit,
    hover,
    click: (i) => {
      if (i >= 0 && i === nodeAt(route.n)) renderInspector(); // it may have been closed while its node stayed
      else go({ n: i < 0 ? null : G.nodes.key[i] });
    },
    twice: openNode,
    move: (i, x, y) => {
      net.picture.at.set(i, [x, y]);
      board.redraw();
    },
  });
  if (picture.kind === "lanes") layLanes(picture, board.wide, board.high);
  net = { board, picture, order: labelOrder(picture), host, hovered: -1, near: nearness(picture), name, still: null };
  if (picture.kind !== "lanes" && kept.has(name)) [board.scale, board.x, board.y] = kept.get(name);
  else if (picture.reach?.size) approach(picture, [...picture.reach.keys()].pop());
  else fitNetwork();
  tell(host);
  board.redraw();
  host.dataset.drawn = String(picture.nodes.length);
}

/** Come close to what was opened. */
const approach = (picture, i) => net.board.centre(picture.at.get(i), picture.reach.get(i) + 30);

/** The same host with other nodes: the picture stays where it is, or comes closer to what was opened. */
export function renewNetwork(picture, opened) {
  net.picture = picture;
  net.order = labelOrder(picture);
  net.near = nearness(picture);
  net.hovered = -1;
  net.host.dataset.drawn = String(picture.nodes.length);
  if (opened !== undefined) approach(picture, opened);
  net.board.redraw();
}

/** The box that holds all of a picture, with room for its labels. */
export function boxOf(picture) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  const stretch = (x, y, rx, ry = rx) => {
    box.left = Math.min(box.left, x - rx);
    box.right = Math.max(box.right, x + rx);
    box.top = Math.min(box.top, y - ry);
    box.bottom = Math.max(box.bottom, y + ry);
  };
  const first = picture.tied?.size ? [...picture.tied, ...picture.inside].map((i) => picture.at.get(i)) : picture.at.values();
  for (const [x, y] of first) stretch(x, y, picture.kind === "shared" ? 46 : 24, 28);
  if (picture.kind === "atlas") for (const [seat, radius] of Object.entries(G.discs)) if (picture.at.has(Number(seat))) stretch(...picture.at.get(Number(seat)), radius);
  for (const band of picture.bands) {
    box.left = Math.min(box.left, band.x);
    box.right = Math.max(box.right, band.x + band.wide);
  }
  if (picture.bands.length) box.top -= 50;
  if (picture.kind === "atlas" && picture.seat !== null) stretch((box.left + box.right) / 2, (box.top + box.bottom) / 2, (box.right - box.left) / 2 + 170, (box.bottom - box.top) / 2 + 60);
  if (picture.kind === "path") stretch((box.left + box.right) / 2, (box.top + box.bottom) / 2, (box.right - box.left) / 2 + 60, 60);
  return box;
}

/** Show all of the picture. */
export function fitNetwork() {
  if (!net?.picture.nodes.length) return;
  const { board, picture } = net;
  if (picture.kind === "lanes") {
    [board.scale, board.x, board.y] = [1, 0, 0]; // they are laid out for this host
    board.redraw();
    return;
  }
  const { left, top, right, bottom } = boxOf(picture);
  board.fit(left, top, right, bottom, Math.min(80, board.wide / 8));
}

/** Draw at once: the browser is about to print. */
export function drawNow() {
  if (net) draw();
}

export function zoomNetwork(by) {
  if (net) net.board.zoom(by);
}

/** Bring the chosen node into sight, where the inspector has come to stand over it. */
export function revealChosen() {
  const i = nodeAt(route.n);
  if (!net || i === undefined || !net.picture.at.has(i)) return;
  const band = net.picture.bands[net.picture.bands.length - 1];
  if (!band || band.x + band.wide > net.board.wide) net.board.reveal(net.picture.at.get(i)); // lanes that fit are all in sight
}

export function networkKeys(event) {
  const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  if (!net) return;
  if (moves[event.key]) net.board.pan(...moves[event.key]);
  else if (event.key === "+" || event.key === "=") zoomNetwork(1.25);
  else if (event.key === "-") zoomNetwork(0.8);
  else if (event.key === "0") fitNetwork();
  else if (event.key === "Enter" && nodeAt(route.n) !== undefined) openNode(nodeAt(route.n));
  else return;
  event.preventDefault();
}

export const canvasHost = () => byId("canvas");
