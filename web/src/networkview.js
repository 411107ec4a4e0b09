// 关系图, the part in plain elements: scope, path, zoom, what can be taken away, and the table that says the same in words.

import { byId, clear, h, mark, one } from "./base.js";
import { G, all, loadCompare, seatOf, seatOfNode, typeOf, unpacked } from "./data.js";
import { grouped, labelOf, nameOf, typeName } from "./figures.js";
import { listed, relationLines } from "./hover.js";
import { nodeLink } from "./inspector.js";
import { lang, t } from "./language.js";
import { drawNetwork, fitNetwork, net, networkKeys, paint, renewNetwork, revealChosen, zoomNetwork } from "./network.js";
import { colour } from "./pen.js";
import { nodePicker } from "./picker.js";
import { BINDING, lanePicture, pathBetween, pathPicture, seatPicture, sharedPicture, wholePicture } from "./pictures.js";
import { go, nodeAt, openNodes, regionsInRoute, route } from "./route.js";
import { alikePairs, relationText } from "./shared.js";
import { filledSeats, relationFilter } from "./sift.js";
import { regionSelect } from "./structure.js";
import { sortable } from "./table.js";
import { saveButton, savePng, saveSvg } from "./takeaway.js";

const SCOPES = { shared: "scopeShared", all: "scopeAll", seat: "scopeSeat", ego: "scopeEgo", path: "scopePath" };

function networkScope() {
  const { scope = "" } = route;
  if (scope === "path" || scope === "seat") return scope;
  if (scope === "ego" && nodeAt(route.n) !== undefined) return "ego";
  if (scope === "all" && G.meta.whole) return "all";
  if (scope === "all" || filledSeats().length < 2) return filledSeats().length < 2 && G.meta.whole ? "all" : "seat";
  return "shared";
}

const kindsNow = () => new Set(route.k ? route.k.split(".") : BINDING.filter((kind) => kind !== "indicator"));

function currentPicture(scope) {
  if (scope === "ego") return lanePicture(nodeAt(route.n), Number(route.q) || 2);
  if (scope === "seat") {
    const [asked] = regionsInRoute();
    return seatPicture(asked === undefined ? (seatOf(G.meta.opening) ?? -1) : seatOf(asked));
  }
  if (scope === "path") {
    const [from, to] = [nodeAt(route.n), nodeAt(route.to)];
    const path = from === undefined || to === undefined ? [] : pathBetween(from, to);
    return path && from !== undefined ? pathPicture(from, path) : { kind: "path", nodes: [], at: new Map(), edges: [], bands: [], room: 200, none: from !== undefined && to !== undefined };
  }
  return scope === "all" ? wholePicture() : sharedPicture(kindsNow(), openNodes());
}

function scopeBar(scope) {
  const seats = filledSeats();
  const selected = nodeAt(route.n);
  const [asked] = regionsInRoute();
  const seat = asked !== undefined ? seatOf(asked) : selected === undefined || seatOfNode(selected) < 0 ? seats[0] : seatOfNode(selected);
  const ego = selected ?? seat;
  const none = { r: null, to: null, q: null, x: null, k: null };
  const button = (key, change) =>
    h("button", { type: "button", class: "segment", "aria-pressed": String(key === scope), onclick: () => go({ ...none, ...change }) }, t(SCOPES[key]));
  return h("div", { class: "segments", role: "group", "aria-label": t("scope") },
    seats.length > 1 && button("shared", { scope: null }),
    seat !== undefined && button("seat", { scope: "seat", r: G.nodes.key[seat] }),
    ego !== undefined && button("ego", { scope: "ego", n: G.nodes.key[ego] }),
    button("path", { scope: "path" }),
    G.meta.whole && button("all", { scope: "all" }));
}

/** Which kinds of things may tie counties together. */
function bindingBar() {
  const now = kindsNow();
  const box = (kind) =>
    h("label", { class: "switch" }, h("input", {
      type: "checkbox",
      checked: now.has(kind),
      onchange: (event) => {
        if (event.target.checked) now.add(kind);
        else now.delete(kind);
        go({ k: BINDING.filter((key) => now.has(key)).join(".") || "none", x: null });
      },
    }), mark(kind), G.types[G.typeAt[kind]][lang === "en" ? 2 : 1]);
  return h("fieldset", { class: "binding" }, h("legend", {}, t("bonds")), BINDING.filter((kind) => all(kind)?.length).map(box));
}

function pathBar() {
  return h("div", { class: "path-bar" },
    nodePicker("path-from", t("pathFrom"), nodeAt(route.n), (i) => go({ n: G.nodes.key[i] })),
    nodePicker("path-to", t("pathTo"), nodeAt(route.to), (i) => go({ to: G.nodes.key[i] })));
}

function pathWords(picture) {
  if (picture.none) return h("p", { class: "hint" }, t("pathNone"));
  if (picture.kind !== "path" || picture.nodes.length < 2) return null;
  const { nodes } = picture;
  const step = (edge, k) => {
    const words = relationText(edge.relation, edge.a === nodes[k]);
    return h("li", {}, nodeLink(nodes[k]), h("span", { class: "where" }, ` — ${words} → `), nodeLink(nodes[k + 1]));
  };
  return h("section", { class: "card" }, h("h2", {}, t("pathSteps", { n: nodes.length - 1 })), h("ol", { class: "path-words" }, picture.edges.map(step)));
}

/** The same picture in words: every node with what it has to do with the others. */
function networkTable(picture) {
  const near = new Map(picture.nodes.map((i) => [i, new Map()]));
  for (const edge of picture.edges) {
    for (const [a, b] of [[edge.a, edge.b], [edge.b, edge.a]]) {
      if (!near.get(a).has(b)) near.get(a).set(b, []);
      near.get(a).get(b).push(edge);
    }
  }
  const words = (i) => relationLines(i, near.get(i)).map(([relation, others]) => `${relation} ${listed(others, 6)}`);
  const region = (i) => (G.nodes.home[i] >= 0 ? nameOf(G.nodes.home[i]) : "");
  const details = h("details", { class: "card wide" }, h("summary", {}, t("asTable", { n: grouped(picture.nodes.length) })));
  details.addEventListener("toggle", () => {
    if (!details.open || details.querySelector("table")) return;
    const { table, csv } = sortable({
      name: t("network"),
      heads: ["kind", "name", "region", "neighbours"].map((key) => ({ words: t(key) })),
      rows: [...picture.nodes].sort((a, b) => a - b),
      cells: (i) => [typeName(i), nodeLink(i), region(i), words(i).map((line) => h("div", {}, line))],
      values: (i) => [typeName(i), labelOf(i), region(i), words(i).join("；")],
      nodes: (i) => [i],
      first: 100,
    });
    details.append(h("div", { class: "table-tools" }, csv), table);
  });
  return details;
}

/** A legend of what the picture shows. */
const typesIn = (picture) => [...new Set(picture.nodes.map((i) => G.nodes.type[i]))].sort((a, b) => a - b);

function pictureLegend(picture) {
  return h("ul", { class: "plain canvas-legend" }, typesIn(picture).map((type) =>
    h("li", {}, mark(G.types[type][0]), G.types[type][lang === "en" ? 2 : 1])));
}

function pictureName(scope) {
  const [asked] = regionsInRoute();
  const i = scope === "seat" ? asked : scope === "ego" || scope === "path" ? nodeAt(route.n) : undefined;
  const to = scope === "path" ? nodeAt(route.to) : undefined;
  return [t("network"), t(SCOPES[scope]), i === undefined ? "" : nameOf(i), to === undefined ? "" : nameOf(to)].filter(Boolean).join(" ");
}

/** Give the picture to a pen as it stands on the screen, with its name above and its legend below. */
function keepPicture(scope, save) {
  if (!net) return;
  const { board, picture, order, near } = net;
  const name = pictureName(scope);
  const [wide, high] = [board.wide, board.high];
  save(name, wide, high + 78, (pen) => {
    const view = { scale: board.scale, wide, high: high + 40, top: 40, toScreen: (p) => {
      const [x, y] = board.toScreen(p);
      return [x, y + 40];
    } };
    paint(pen, view, picture, { order, near, lit: -1, chosen: nodeAt(route.n) ?? -1 });
    pen.rect(0, 0, wide, 40, colour("canvas"));
    pen.words(`${G.meta.title || t("pageTitle")} · ${name}`, 16, 20, { size: 15, bold: true, fill: colour("ink") });
    pen.rect(0, high + 40, wide, 38, colour("canvas"));
    typesIn(picture).forEach((type, k) => {
      pen.marks(G.types[type][0], [[22 + k * 112, high + 59, 5]]);
      pen.words(G.types[type][lang === "en" ? 2 : 1], 34 + k * 112, high + 59, { size: 11, fill: colour("ink-2") });
    });
  });
}

function canvasTools(scope) {
  const button = (words, label, work) => h("button", { type: "button", class: "icon-button", "aria-label": t(label), title: t(label), onclick: work }, words);
  return h("div", { class: "canvas-tools" },
    button("＋", "zoomIn", () => zoomNetwork(1.3)), button("－", "zoomOut", () => zoomNetwork(0.77)), button("⤢", "fit", fitNetwork),
    saveButton("PNG", t("savePicture", { kind: "PNG" }), () => keepPicture(scope, savePng)),
    saveButton("SVG", t("savePicture", { kind: "SVG" }), () => keepPicture(scope, saveSvg)));
}

function scopeNote(scope, picture) {
  if (scope === "shared") {
    const tied = [...picture.tied].filter((i) => typeOf(i) === "region").length;
    return t("sharedText", { n: tied, m: filledSeats().length });
  }
  if (scope === "seat" && !G.meta.whole) return t("tooLarge", { n: grouped(G.size), m: grouped(G.meta.limit) });
  return "";
}

export async function renderNetwork(main) {
  if (!G.network) G.network = await unpacked("network");
  await loadCompare();
  if (!G.alike) G.alike = alikePairs(G.compare);
  if (route.v !== "network") return;
  const scope = networkScope();
  const picture = currentPicture(scope);
  const seats = filledSeats();
  const [asked] = regionsInRoute();
  const host = h("div", { id: "canvas", class: `canvas canvas-${scope}`, tabindex: "0", role: "application", "aria-roledescription": t("network"), onkeydown: networkKeys });
  const predicates = [...new Set(picture.edges.map((edge) => edge.relation).filter((p) => typeof p === "number"))];
  clear(
    main,
    h("header", { class: "view-head tight" }, h("h1", { tabindex: "-1" }, t("network")), h("p", { class: "lead", id: "network-note" }, scopeNote(scope, picture))),
    h("div", { class: "toolbar" },
      scopeBar(scope),
      scope === "shared" && bindingBar(),
      scope === "seat" && seats.length > 0 && regionSelect(asked === undefined ? seatOf(G.meta.opening) : seatOf(asked), (key) => go({ scope: "seat", r: key })),
      scope === "path" && pathBar(),
      scope !== "path" && relationFilter(predicates)),
    h("div", { class: "canvas-box" },
      h("div", { class: "canvas-head" }, pictureLegend(picture), canvasTools(scope)),
      h("div", { class: "stage" }, host, h("div", { id: "tip", class: "tip", hidden: true }))),
    h("p", { class: "hint network-help" }, t(scope === "shared" ? "sharedHelp" : "networkHelp")),
    pathWords(picture),
    h("div", { id: "network-table" }, networkTable(picture)),
  );
  const pressed = one('.segment[aria-pressed="true"]');
  if (pressed) pressed.parentElement.scrollLeft = pressed.offsetLeft - pressed.parentElement.offsetLeft - 40;
  host.setAttribute("aria-label", t("canvas", { n: picture.nodes.length, m: picture.edges.length }));
  host.dataset.open = route.x || "";
  drawNetwork(host, picture, [scope, route.r, route.k, scope === "ego" || scope === "path" ? route.n : "", route.to].join("|"));
}

/** Only the chosen node or what is opened has changed: the picture stays where it is. */
export function followNetwork() {
  if (!net || route.v !== "network") return;
  if (net.host.dataset.open !== (route.x || "") && net.picture.kind === "shared") {
    const picture = sharedPicture(kindsNow(), openNodes());
    const open = openNodes();
    renewNetwork(picture, open.length > net.host.dataset.open.split("~").filter(Boolean).length ? open[open.length - 1] : undefined);
    net.host.dataset.open = route.x || "";
    clear(byId("network-table"), networkTable(picture));
  }
  revealChosen();
  net.board.redraw();
}

/** The colours have changed. */
export function repaintNetwork() {
  if (net) net.board.redraw();
}
