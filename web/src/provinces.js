// The provinces as 34 tiles, each about where it lies: how much the reports of each tell. No map of anybody else's.

import { h } from "./base.js";
import { G, all, chain, facts, seatOfNode } from "./data.js";
import { nameOf } from "./figures.js";
import { lang, t } from "./language.js";
import { colour } from "./pen.js";
import { place } from "./route.js";
import { passes } from "./sift.js";
import { saveButton, saveCsv, savePng, saveSvg } from "./takeaway.js";

const LEAST = 20; // reports from which the tiles tell something
/** Code, short name, English name, column and row. @type {[string, string, string, number, number][]} */
export const TILES = [
  ["23", "黑龙江", "Heilongjiang", 8, 0], ["15", "内蒙古", "Inner Mongolia", 5, 1], ["22", "吉林", "Jilin", 8, 1],
  ["65", "新疆", "Xinjiang", 0, 2], ["62", "甘肃", "Gansu", 2, 2], ["64", "宁夏", "Ningxia", 3, 2], ["13", "河北", "Hebei", 5, 2], ["11", "北京", "Beijing", 6, 2], ["12", "天津", "Tianjin", 7, 2], ["21", "辽宁", "Liaoning", 8, 2],
  ["63", "青海", "Qinghai", 1, 3], ["61", "陕西", "Shaanxi", 3, 3], ["14", "山西", "Shanxi", 4, 3], ["41", "河南", "Henan", 5, 3], ["37", "山东", "Shandong", 6, 3],
  ["54", "西藏", "Tibet", 0, 4], ["51", "四川", "Sichuan", 2, 4], ["50", "重庆", "Chongqing", 3, 4], ["42", "湖北", "Hubei", 4, 4], ["34", "安徽", "Anhui", 5, 4], ["32", "江苏", "Jiangsu", 6, 4], ["31", "上海", "Shanghai", 7, 4],
  ["53", "云南", "Yunnan", 2, 5], ["52", "贵州", "Guizhou", 3, 5], ["43", "湖南", "Hunan", 4, 5], ["36", "江西", "Jiangxi", 5, 5], ["33", "浙江", "Zhejiang", 6, 5],
  ["45", "广西", "Guangxi", 3, 6], ["44", "广东", "Guangdong", 4, 6], ["35", "福建", "Fujian", 5, 6], ["71", "台湾", "Taiwan", 7, 6],
  ["46", "海南", "Hainan", 3, 7], ["82", "澳门", "Macao", 4, 7], ["81", "香港", "Hong Kong", 5, 7],
];

const codeOf = (seat) => (facts(chain(seat)[0]).code || "").slice(0, 2);

/** For each province: reports, programmes and formulas, and its node. */
export function byProvince() {
  const found = new Map(TILES.map(([code]) => [code, { reports: 0, programmes: 0, node: -1, nodes: /** @type {number[]} */ ([]) }]));
  const codes = new Map();
  const at = (i) => {
    const seat = seatOfNode(i);
    if (seat < 0 || !passes(i)) return undefined;
    if (!codes.has(seat)) codes.set(seat, codeOf(seat));
    const one = found.get(codes.get(seat));
    if (one) [one.node] = chain(seat);
    return one;
  };
  for (const i of all("report")) {
    const one = at(i);
    if (one) one.reports += 1;
  }
  for (const i of [...all("programme"), ...all("formula")]) {
    const one = at(i);
    if (!one) continue;
    one.programmes += 1;
    one.nodes.push(i);
  }
  return found;
}

/** The shade of a count: none, or one of six. */
const shade = (n, most) => (n ? `h${Math.max(1, Math.ceil(Math.sqrt(n / most) * 6))}` : "h0");

export function provinceCard() {
  if (all("report").length < LEAST) return null;
  const found = byProvince();
  const most = Math.max(1, ...[...found.values()].map((one) => one.programmes));
  const nameAt = lang === "en" ? 2 : 1;
  const tiles = TILES.map((tile) => {
    const one = found.get(tile[0]) || { reports: 0, programmes: 0, node: -1, nodes: [] };
    const told = one.reports + one.programmes > 0;
    const words = t("provinceTold", { name: tile[nameAt], n: one.programmes, m: one.reports });
    const inner = [h("b", {}, tile[nameAt]), h("span", {}, told ? one.programmes : "·")];
    const cls = `province heat ${shade(one.programmes, most)}`;
    const element = told && one.node >= 0
      ? h("a", { class: cls, title: words, "aria-label": words, href: place({ v: "overview", f: `g-${G.nodes.key[one.node]}` }) }, inner)
      : h("div", { class: cls, title: t("provinceNone", { name: tile[nameAt] }) }, inner);
    element.style.gridColumn = String(tile[3] + 1);
    element.style.gridRow = String(tile[4] + 1);
    return element;
  });
  const paint = (pen) => {
    pen.words(t("provinces"), 16, 24, { size: 16, bold: true, fill: colour("ink") });
    for (const [code, zh, en, x, y] of TILES) {
      const n = found.get(code)?.programmes || 0;
      const cls = shade(n, most);
      const ink = ["h5", "h6"].includes(cls) ? colour("h-dark") : colour("ink");
      pen.rect(16 + x * 84, 48 + y * 60, 80, 56, cls === "h0" ? colour("paper") : colour(cls));
      pen.words(lang === "en" ? en : zh, 56 + x * 84, 66 + y * 60, { size: lang === "en" ? 11 : 13, bold: true, fill: ink, anchor: "middle" });
      pen.words(n ? String(n) : "·", 56 + x * 84, 88 + y * 60, { fill: ink, anchor: "middle" });
    }
    pen.words(G.meta.title || t("pageTitle"), 16, 556, { size: 11, fill: colour("ink-3") });
  };
  const lines = TILES.map(([code, zh, en]) => [lang === "en" ? en : zh, found.get(code)?.programmes || 0, found.get(code)?.reports || 0]);
  const picture = (kind, save) => saveButton(kind, t("savePicture", { kind }), () => save(t("provinces"), 788, 572, paint));
  return h("section", { class: "card", id: "provinces" },
    h("div", { class: "card-head" }, h("h2", {}, t("provinces")), h("div", { class: "table-tools" },
      saveButton("CSV", t("saveCsv", { name: t("provinces") }), () => saveCsv(t("provinces"), [t("region"), t("programmes"), t("reports")], lines, TILES.map(([code]) => found.get(code)?.nodes || []))),
      picture("PNG", savePng), picture("SVG", saveSvg))),
    h("p", { class: "hint" }, t("provincesText")),
    h("div", { class: "provinces" }, tiles));
}

/** What an adoption is called, without the year that it stands under. */
export const withoutYear = (name, year) => name.split(" · ").filter((words) => words !== String(year)).join(" · ");

/** Adoptions that have a year, year by year. */
export function timelineCard() {
  const dated = (all("adoption") || []).filter((i) => facts(i).year && passes(i)).sort((a, b) => (facts(a).year || 0) - (facts(b).year || 0) || a - b);
  if (dated.length < 3) return null;
  const years = new Map();
  for (const i of dated) years.set(facts(i).year, [...(years.get(facts(i).year) || []), i]);
  const words = (i) => withoutYear(nameOf(i), facts(i).year);
  const paint = (pen) => {
    pen.words(t("timeline"), 16, 24, { size: 16, bold: true, fill: colour("ink") });
    let y = 56;
    for (const [year, list] of years) {
      pen.words(String(year), 16, y, { bold: true, fill: colour("accent") });
      for (const i of list) {
        pen.marks("adoption", [[80, y, 5]]);
        pen.words(words(i), 94, y, { fill: colour("ink") });
        y += 22;
      }
      pen.lines([[16, y - 8, 884, y - 8]], colour("line"), 1);
      y += 6;
    }
  };
  const high = 70 + dated.length * 22 + years.size * 6;
  const picture = (kind, save) => saveButton(kind, t("savePicture", { kind }), () => save(t("timeline"), 900, high, paint));
  return h("section", { class: "card", id: "timeline" },
    h("div", { class: "card-head" }, h("h2", {}, t("timeline"), h("span", { class: "count" }, dated.length)), h("div", { class: "table-tools" },
      saveButton("CSV", t("saveCsv", { name: t("timeline") }), () => saveCsv(t("timeline"), [t("year"), t("name")], dated.map((i) => [facts(i).year, words(i)]), dated.map((i) => [i]))),
      picture("PNG", savePng), picture("SVG", saveSvg))),
    h("p", { class: "hint" }, t("timelineText")),
    h("ol", { class: "plain timeline" }, [...years].map(([year, list]) =>
      h("li", {}, h("b", {}, year), h("ul", { class: "plain" }, list.map((i) => h("li", {}, h("button", { type: "button", class: "node-link", "data-node": i }, h("span", {}, words(i))))))))));
}
