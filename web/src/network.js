// 关系图: vis-network draws; the page decides what stands where and which labels are shown.

import { byId } from "./base.js";
import { G, seatOf, typeOf } from "./data.js";
import { FONT, colour, drawLabels, fitted, labelOrder } from "./labels.js";
import { atlasPicture, lanePicture, neighbours, pathBetween, pathPicture, pictureEdges, relationWords } from "./lanes.js";
import { lang } from "./language.js";
import { go, nodeAt, regionsInRoute, route } from "./route.js";

/** @type {any} */
export let net = null; // {network, picture, order, edges}

/** Run the engine when it is first needed; the page's policy knows its hash. */
function loadEngine() {
  if (/** @type {any} */ (window).vis) return;
  const script = document.createElement("script");
  script.textContent = byId("kg-engine").textContent;
  document.head.append(script);
  script.remove();
}

export function networkScope() {
  const whole = G.meta.whole;
  if (route.scope === "path") return "path";
  if (route.scope === "ego" && nodeAt(route.n) !== undefined) return "ego";
  if (route.scope === "seat" || !whole) return "seat";
  return "all";
}

export function currentPicture(scope) {
  if (scope === "ego") return lanePicture(nodeAt(route.n), Number(route.q) || 2);
  if (scope === "seat") {
    const [asked] = regionsInRoute();
    return atlasPicture(asked === undefined ? (seatOf(G.meta.opening) ?? -1) : seatOf(asked));
  }
  if (scope === "path") {
    const [from, to] = [nodeAt(route.n), nodeAt(route.to)];
    const path = from === undefined || to === undefined ? [] : pathBetween(from, to);
    return path ? pathPicture(path) : { kind: "path", nodes: [], at: new Map(), bands: [], room: 200, none: true };
  }
  return atlasPicture(null);
}

function visNode(i, picture) {
  const [, , , shape, size] = G.types[G.nodes.type[i]];
  const [x, y] = picture.at.get(i);
  return { id: i, x, y, shape, size: i === nodeAt(route.n) && picture.kind !== "atlas" ? size * 1.4 : size, color: nodeColour(typeOf(i)) };
}

const nodeColours = new Map();

function nodeColour(key) {
  if (!nodeColours.has(key)) {
    const fill = colour(`type-${key}`);
    const hollow = ["org", "part", "indicator", "report", "document"].includes(key);
    const background = hollow ? colour("canvas") : fill;
    nodeColours.set(key, { background, border: fill, highlight: { background, border: fill } });
  }
  return nodeColours.get(key);
}

function drawBackground(ctx) {
  const { picture, network } = net;
  const scale = network.getScale();
  ctx.save();
  if (picture.kind === "atlas") {
    ctx.fillStyle = colour("disc");
    ctx.strokeStyle = colour("line-2");
    ctx.lineWidth = 1 / scale;
    for (const [seat, radius] of Object.entries(G.discs)) {
      const at = picture.at.get(Number(seat));
      if (!at) continue;
      ctx.beginPath();
      ctx.arc(at[0], at[1], radius, 0, 2 * Math.PI);
      ctx.fill();
      ctx.stroke();
    }
  }
  const high = network.body.view ? net.host.clientHeight / scale : 1000;
  for (const band of picture.bands) {
    const top = network.getViewPosition().y - high / 2;
    ctx.fillStyle = colour("disc");
    ctx.fillRect(band.x, top, band.wide, high);
    ctx.fillStyle = colour("ink-2");
    ctx.font = `600 ${12 / scale}px ${FONT}`;
    ctx.textBaseline = "top";
    const words = band.keys.map((key) => G.types[G.typeAt[key]][lang === "en" ? 2 : 1]).join(" / ");
    const count = band.of > band.shown ? ` ${band.shown}/${band.of}` : "";
    ctx.fillText(fitted(ctx, words + count, Math.max(band.wide * scale - 16, 30), true), band.x + 8 / scale, top + 10 / scale);
  }
  const chosen = nodeAt(route.n);
  if (chosen !== undefined && picture.at.has(chosen)) drawChosen(ctx, chosen, scale);
  ctx.restore();
}

function drawForeground(ctx) {
  const { network, picture, order, host } = net;
  const scale = network.getScale();
  const middle = network.getViewPosition();
  const chosen = nodeAt(route.n);
  const nodes = network.body.nodes;
  const at = (i) => (nodes[i] ? [nodes[i].x, nodes[i].y] : picture.at.get(i));
  if (chosen !== undefined && picture.at.has(chosen)) drawRing(ctx, chosen, at, scale);
  if (picture.kind === "path") drawSteps(ctx, at, scale);
  const view = { scale, x: middle.x, y: middle.y, wide: host.clientWidth, high: host.clientHeight, at };
  host.kgLabels = drawLabels(ctx, view, picture, order, chosen);
}

/** The chosen node's relations, below the nodes. */
function drawChosen(ctx, chosen, scale) {
  const { picture, network } = net;
  const { nodes } = network.body;
  if (!nodes[chosen]) return;
  ctx.strokeStyle = colour("accent");
  ctx.globalAlpha = 0.6;
  ctx.lineWidth = 1.2 / scale;
  const { x, y } = nodes[chosen];
  ctx.beginPath();
  for (const other of neighbours(chosen)) {
    if (!picture.at.has(other) || !nodes[other]) continue;
    ctx.moveTo(x, y);
    ctx.lineTo(nodes[other].x, nodes[other].y);
  }
  ctx.stroke();
  ctx.globalAlpha = 1;
}

export const ringOf = (i) => G.types[G.nodes.type[i]][4] * 1.4 + 5;

function drawRing(ctx, chosen, at, scale) {
  ctx.save();
  ctx.strokeStyle = colour("accent");
  ctx.lineWidth = 2.5 / scale;
  const [x, y] = at(chosen);
  ctx.beginPath();
  ctx.arc(x, y, ringOf(chosen), 0, 2 * Math.PI);
  ctx.stroke();
  ctx.restore();
}

function drawSteps(ctx, at, scale) {
  const { nodes } = net.picture;
  ctx.save();
  ctx.fillStyle = colour("ink-2");
  ctx.textAlign = "center";
  ctx.font = `${12 / scale}px ${FONT}`;
  for (let k = 1; k < nodes.length; k += 1) {
    const [[ax, ay], [bx, by]] = [at(nodes[k - 1]), at(nodes[k])];
    ctx.fillText(relationWords(nodes[k - 1], nodes[k]), (ax + bx) / 2, (ay + by) / 2 - 8 / scale);
  }
  ctx.restore();
}

export function closeNetwork() {
  if (net) net.network.destroy();
  net = null;
}

export function drawNetwork(host, picture) {
  loadEngine();
  closeNetwork();
  nodeColours.clear();
  const edges = pictureEdges(picture);
  const line = colour("edge");
  const data = {
    nodes: picture.nodes.map((i) => visNode(i, picture)),
    edges: edges.map((e) => ({ id: e, from: G.edges.s[e], to: G.edges.o[e] })),
  };
  const options = JSON.parse(JSON.stringify(G.network.options));
  options.edges.color = { color: line, highlight: colour("accent"), inherit: false };
  options.autoResize = true;
  const network = new /** @type {any} */ (window).vis.Network(host, data, options);
  net = { network, picture, order: labelOrder(picture), edges, host };
  network.on("beforeDrawing", drawBackground);
  network.on("afterDrawing", drawForeground);
  network.on("click", (event) => go({ n: event.nodes.length ? G.nodes.key[event.nodes[0]] : null }));
  network.on("doubleClick", (event) => event.nodes.length && go({ scope: "ego", n: G.nodes.key[event.nodes[0]] }));
  fitNetwork();
  host.dataset.drawn = String(data.nodes.length);
}

/** Show all of the picture, with room for labels beside the nodes and for the bar below. */
export function fitNetwork() {
  if (!net) return;
  const { picture, host, network } = net;
  if (!picture.nodes.length) return;
  const points = [...picture.at.values()];
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  const stretch = (x, y, r) => {
    box.left = Math.min(box.left, x - r);
    box.right = Math.max(box.right, x + r);
    box.top = Math.min(box.top, y - r);
    box.bottom = Math.max(box.bottom, y + r);
  };
  for (const [x, y] of points) stretch(x, y, 24);
  if (picture.kind === "atlas") for (const [seat, radius] of Object.entries(G.discs)) if (picture.at.has(Number(seat))) stretch(...picture.at.get(Number(seat)), radius);
  for (const band of picture.bands) {
    box.left = Math.min(box.left, band.x);
    box.right = Math.max(box.right, band.x + band.wide);
  }
  if (picture.kind === "atlas" && picture.seat !== null) { // room for the labels on both sides
    box.left -= 170;
    box.right += 170;
  }
  if (picture.kind === "path") stretch((box.left + box.right) / 2, (box.top + box.bottom) / 2, (box.right - box.left) / 2 + 60);
  const [wide, high] = [host.clientWidth - 32, host.clientHeight - (picture.kind === "lanes" ? 70 : 40)];
  const scale = Math.min(1.25, wide / (box.right - box.left), high / (box.bottom - box.top));
  network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 - (picture.kind === "lanes" ? 15 : 0) / scale }, scale, animation: false });
}

export function zoomNetwork(by) {
  if (net) net.network.moveTo({ scale: Math.min(4, Math.max(0.02, net.network.getScale() * by)) });
}

export function networkKeys(event) {
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (!net) return;
  if (moves[event.key]) {
    const { x, y } = net.network.getViewPosition();
    const by = 60 / net.network.getScale();
    const [dx, dy] = moves[event.key];
    net.network.moveTo({ position: { x: x + dx * by, y: y + dy * by } });
  } else if (event.key === "+" || event.key === "=") zoomNetwork(1.25);
  else if (event.key === "-") zoomNetwork(0.8);
  else if (event.key === "0") fitNetwork();
  else return;
  event.preventDefault();
}
