// 关系图, the part in plain elements: scope, path, zoom, and the table that says the same in words.

import { clear, debounce, h, mark } from "./base.js";
import { G, seatOf, seatOfNode, typeOf, unpacked } from "./data.js";
import { grouped, labelOf, nameOf, typeName } from "./figures.js";
import { find } from "./find.js";
import { moreButton, nodeLink } from "./inspector.js";
import { neighbours, pictureEdges, relationWords } from "./lanes.js";
import { lang, t } from "./language.js";
import { currentPicture, drawNetwork, fitNetwork, networkKeys, networkScope, zoomNetwork } from "./network.js";
import { go, nodeAt, regionsInRoute, route } from "./route.js";
import { filledSeats } from "./sift.js";
import { regionSelect } from "./structure.js";

const TABLE_ROWS = 100;

function scopeButton(scope, now, change) {
  const words = { all: "scopeAll", seat: "scopeSeat", ego: "scopeEgo", path: "scopePath" }[scope];
  return h("button", { type: "button", class: "segment", "aria-pressed": String(scope === now), onclick: () => go(change) }, t(words));
}

function scopeBar(scope) {
  const seats = filledSeats();
  const selected = nodeAt(route.n);
  const [asked] = regionsInRoute();
  const seat = asked !== undefined ? seatOf(asked) : selected === undefined || seatOfNode(selected) < 0 ? seats[0] : seatOfNode(selected);
  const ego = selected ?? seat;
  return h(
    "div",
    { class: "segments", role: "group", "aria-label": t("scope") },
    G.meta.whole && scopeButton("all", scope, { scope: null, r: null, to: null, q: null }),
    seat !== undefined && scopeButton("seat", scope, { scope: "seat", r: G.nodes.key[seat], to: null, q: null }),
    ego !== undefined && scopeButton("ego", scope, { scope: "ego", n: G.nodes.key[ego], r: null, to: null, q: null }),
    scopeButton("path", scope, { scope: "path", r: null, q: null }),
  );
}

/** A field that finds a node by name or initials. */
function nodePicker(id, label, now, choose) {
  const list = h("ul", { class: "picker-list plain", id: `${id}-list`, hidden: true });
  const field = h("input", { id, type: "text", autocomplete: "off", value: now === undefined ? "" : labelOf(now), placeholder: t("searchHint") });
  const offer = () => {
    const hits = find(field.value, 8).list;
    list.hidden = !hits.length;
    clear(list, hits.map((i) => h("li", {}, h("button", { type: "button", class: "node-link", onclick: (event) => {
      event.stopPropagation();
      choose(i);
    } }, mark(typeOf(i)), h("span", {}, labelOf(i))))));
  };
  field.addEventListener("input", debounce(60, offer));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const [first] = find(field.value, 1).list;
    if (first !== undefined) choose(first);
  });
  return h("div", { class: "field picker" }, h("label", { for: id }, label), field, list);
}

function pathBar() {
  return h(
    "div",
    { class: "path-bar" },
    nodePicker("path-from", t("pathFrom"), nodeAt(route.n), (i) => go({ n: G.nodes.key[i] })),
    nodePicker("path-to", t("pathTo"), nodeAt(route.to), (i) => go({ to: G.nodes.key[i] })),
  );
}

function pathWords(picture) {
  if (picture.none) return h("p", { class: "hint" }, t("pathNone"));
  if (picture.kind !== "path" || picture.nodes.length < 2) return null;
  const { nodes } = picture;
  return h(
    "section",
    { class: "card" },
    h("h2", {}, t("pathSteps", { n: nodes.length - 1 })),
    h("ol", { class: "path-words" }, nodes.map((i, k) =>
      h("li", {}, k > 0 && h("span", { class: "where" }, `${relationWords(nodes[k - 1], i)} → `), nodeLink(i)))),
  );
}

function networkTable(picture) {
  const row = (i) => {
    const near = [...new Set(neighbours(i))].filter((n) => picture.at.has(n));
    const names = near.slice(0, 6).map(labelOf).join("、");
    const home = G.nodes.home[i];
    return h("tr", {}, h("td", {}, typeName(i)), h("td", {}, nodeLink(i)), h("td", {}, home >= 0 ? nameOf(home) : ""), h("td", {}, near.length > 6 ? `${names}…` : names));
  };
  const details = h("details", { class: "card wide" }, h("summary", {}, t("asTable", { n: grouped(picture.nodes.length) })));
  details.addEventListener("toggle", () => {
    if (!details.open || details.querySelector("table")) return;
    const nodes = [...picture.nodes].sort((a, b) => a - b);
    const body = h("tbody", {}, nodes.slice(0, TABLE_ROWS).map(row));
    const heads = ["kind", "name", "region", "neighbours"].map((key) => h("th", { scope: "col" }, t(key)));
    details.append(h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("network") }, h("table", { class: "plain-table" }, h("thead", {}, h("tr", {}, heads)), body)));
    if (nodes.length > TABLE_ROWS) {
      details.append(moreButton(nodes.length - TABLE_ROWS, () => {
        body.append(...nodes.slice(TABLE_ROWS).map(row));
        return [];
      }));
    }
  });
  return details;
}

function zoomButtons() {
  const button = (words, label, work) => h("button", { type: "button", class: "icon-button", "aria-label": t(label), title: t(label), onclick: work }, words);
  return h("div", { class: "zoom" }, button("＋", "zoomIn", () => zoomNetwork(1.3)), button("－", "zoomOut", () => zoomNetwork(0.77)), button("⤢", "fit", fitNetwork));
}

/** A legend of what the picture shows. */
function pictureLegend(picture) {
  const keys = new Set(picture.nodes.map((i) => G.nodes.type[i]));
  return h("ul", { class: "plain canvas-legend" }, [...keys].sort((a, b) => a - b).map((type) =>
    h("li", {}, mark(G.types[type][0]), G.types[type][lang === "en" ? 2 : 1])));
}

export async function renderNetwork(main) {
  if (!G.network) G.network = await unpacked("network");
  if (route.v !== "network") return;
  const scope = networkScope();
  const picture = currentPicture(scope);
  const seats = filledSeats();
  const [asked] = regionsInRoute();
  const host = h("div", { id: "canvas", class: "canvas", tabindex: "0", role: "img", onkeydown: networkKeys });
  const note = !G.meta.whole && scope === "seat" && h("p", { class: "hint" }, t("tooLarge", { n: grouped(G.size), m: grouped(G.meta.limit) }));
  clear(
    main,
    h("header", { class: "view-head tight" }, h("h1", { tabindex: "-1" }, t("network")), note),
    h(
      "div",
      { class: "toolbar" },
      scopeBar(scope),
      scope === "seat" && seats.length > 0 && regionSelect(asked === undefined ? seatOf(G.meta.opening) : seatOf(asked), (key) => go({ scope: "seat", r: key })),
      scope === "path" && pathBar(),
    ),
    h("div", { class: "canvas-box" }, h("div", { class: "stage" }, host, zoomButtons()), pictureLegend(picture)),
    h("p", { class: "hint network-help" }, t("networkHelp")),
    pathWords(picture),
    networkTable(picture),
  );
  host.setAttribute("aria-label", t("canvas", { n: picture.nodes.length, m: pictureEdges(picture).length }));
  drawNetwork(host, picture);
}
