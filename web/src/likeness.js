// Who is like whom, and why: the pairs of the corpus, the regions most like one, the programmes of several regions, profiles side by side.

import { Assembled } from "./assembled.js";
import { h } from "./base.js";
import { aspectName, correspondences, groundWords, relationBadge, traitCalled, whyWords } from "./comparing.js";
import { G, facts, isType, seatOfNode } from "./data.js";
import { grouped, labelOf, nameOf } from "./figures.js";
import { foundCount, nodeLink } from "./inspector.js";
import { lang, t } from "./language.js";
import { place } from "./route.js";
import { sortable } from "./table.js";

const OTHERS = 3; // programmes that are named of those that only one region has
const PROFILE_MOST = 8; // traits of an aspect that are named
const listOf = (words) => words.join(lang === "en" ? ", " : "、");
const both = (a, b) => `${nameOf(a)} ${t("and")} ${nameOf(b)}`;
const whole = (i) => h("span", { class: "whole" }, nameOf(i));
const pairLink = (a, b, words = [whole(a), ` ${t("and")} `, whole(b)]) => h("a", { href: place({ v: "compare", r: `${G.nodes.key[a]}.${G.nodes.key[b]}` }) }, words);
const badge = ([relation, , , , terms], score) => relationBadge(relation, whyWords([[0, 1, score, terms]]));

/** A card that holds a sortable table, and what can be taken away of it. */
export function tableCard(id, title, count, hint, spec, more) {
  const { table, tools } = sortable({ name: title, ...spec });
  return h("section", { class: "card wide", id },
    h("div", { class: "card-head" }, h("h2", {}, title, count !== undefined && h("span", { class: "count" }, typeof count === "number" ? grouped(count) : count)), h("div", { class: "table-tools" }, more, tools)),
    hint && h("p", { class: "hint" }, hint), table);
}

/** The pairs of the corpus that are most alike. */
export function likenessCard(most) {
  const rows = G.compare.ranked.slice(0, most);
  if (!rows.length) return null;
  const words = ([a, b]) => groundWords(new Assembled(G.compare, [a, b]).likeness().grounds, most === undefined ? 5 : 3);
  const bearers = ([a, b]) => {
    const made = new Assembled(G.compare, [a, b]);
    return made.bearers(made.likeness().grounds.slice(0, 3).map((ground) => ground[3]));
  };
  return tableCard("likeness", t("whoIsLike"), G.compare.ranked.length, t("whoIsLikeText"), {
    heads: [{ words: t("regions"), wide: 200 }, { words: t("similarity"), number: true, wide: 70 }, { words: t("grounds"), wide: 560 }],
    rows,
    cells: (row) => [pairLink(row[0], row[1]), row[2].toFixed(2), words(row)],
    values: (row) => [both(row[0], row[1]), row[2], words(row)],
    nodes: bearers,
    first: 15,
  }, most !== undefined && h("a", { href: place({ v: "compare" }) }, t("allOfThem")));
}

/** What only one of two regions tells of: how many programmes, and the first of them. */
function othersOf(set, column) {
  const list = set.only[column];
  if (!list.length) return "";
  return t("otherProgrammes", { n: list.length, names: listOf(list.slice(0, OTHERS).map(nameOf)) + (list.length > OTHERS ? "…" : "") });
}

/** The regions that work like one, what they have in common with it and how they differ. */
export function likeOneCard(region) {
  const rows = (G.compare.like[region] || []).map(([other, value]) => {
    const made = new Assembled(G.compare, [region, other]);
    return { other, value, made, grounds: made.likeness().grounds, set: made.whole() };
  });
  const name = nameOf(region);
  if (!rows.length) return h("section", { class: "card wide" }, h("h2", {}, t("likeOne", { name })), h("p", { class: "hint" }, t("likeNone")));
  const cells = (row) => [groundWords(row.grounds, 5), othersOf(row.set, 0), othersOf(row.set, 1)];
  return tableCard("like-one", t("likeOne", { name }), rows.length, t("likeOneText"), {
    heads: [{ words: t("region"), wide: 130 }, { words: t("similarity"), number: true, wide: 70 }, { words: t("grounds"), wide: 300 }, { words: t("onlyIn", { name }), wide: 250 }, { words: t("onlyThere"), wide: 250 }],
    rows,
    cells: (row) => [pairLink(region, row.other, nameOf(row.other)), row.value.toFixed(2), ...cells(row)],
    values: (row) => [nameOf(row.other), row.value, ...cells(row)],
    nodes: (row) => row.made.bearers(row.made.likeness().grounds.slice(0, 3).map((ground) => ground[3])),
  });
}

/** All correspondences of the corpus, the strongest first, with what they rest on. */
export function correspondencesCard() {
  const rows = correspondences(G.compare);
  const regions = (row) => [seatOfNode(row[2]), seatOfNode(row[3])];
  const why = (row) => whyWords([[0, 1, row[1], row[4]]], false);
  if (!rows.length) return h("section", { class: "card wide", id: "correspondences" }, h("h2", {}, t("allCorresponding")), h("p", { class: "hint" }, t("noneCorresponding")));
  return tableCard("correspondences", t("allCorresponding"), rows.length, G.compare.found > G.compare.pairs.length && t("pairsCut", { n: grouped(G.compare.found), m: grouped(G.compare.pairs.length) }), {
    heads: [{ words: t("status"), wide: 80 }, { words: t("score"), number: true, wide: 60 }, { words: t("programmes"), wide: 210 }, { words: t("programmes"), wide: 210 }, { words: t("restsOn"), wide: 180 }, { words: t("regions"), wide: 200 }],
    rows,
    cells: (row) => [badge(row, row[1]), row[1].toFixed(2), nodeLink(row[2]), nodeLink(row[3]), h("span", { class: "terms" }, why(row)), pairLink(...regions(row))],
    values: (row) => [relationBadge(row[0]).textContent, row[1], labelOf(row[2]), labelOf(row[3]), why(row), both(...regions(row))],
    nodes: (row) => [row[2], row[3]],
    first: 30,
  });
}

/** Programmes that several regions run; every two of a family correspond. */
export function familiesCard() {
  const rows = G.compare.families.map(([head, members]) => ({ head, members, seats: [...new Set(members.map(seatOfNode))].filter((s) => s >= 0) }));
  if (!rows.length) return null;
  const names = (row) => listOf([...new Set(row.members.map(nameOf))]);
  const regions = (row) => listOf(row.seats.map(nameOf));
  const link = (row) => (row.seats.length < 2 || row.seats.length > 5 ? regions(row) : h("a", { href: place({ v: "compare", r: row.seats.map((s) => G.nodes.key[s]).join(".") }) }, regions(row)));
  return tableCard("families", t("families"), rows.length, t("familiesText"), {
    heads: [{ words: t("programmes"), wide: 200 }, { words: t("regionsN"), number: true, wide: 70 }, { words: t("regions"), wide: 300 }, { words: t("namesThere"), wide: 340 }],
    rows,
    cells: (row) => [nodeLink(row.head), row.seats.length, link(row), names(row)],
    values: (row) => [labelOf(row.head), row.seats.length, regions(row), names(row)],
    nodes: (row) => row.members,
    first: 15,
  });
}

const PROFILED = ["family", "field", "scheme", "carrier", "partners", "role", "leader", "recognised", "indicator"];

/** For every aspect what each column has, with how often: [aspect, [[words, n, how many columns have it]] for each column]. */
export function profiles(made) {
  const counts = new Map();
  for (const [node, column] of made.column) {
    for (const trait of made.data.traitsOf[node] || []) {
      const [aspect, words] = made.data.traits[trait];
      if (!counts.has(aspect)) counts.set(aspect, new Map());
      const told = counts.get(aspect);
      if (!told.has(words)) told.set(words, made.columns.map(() => 0));
      told.get(words)[column] += 1;
    }
  }
  return PROFILED.filter((aspect) => counts.has(aspect)).map((aspect) => [aspect, made.columns.map((_, n) =>
    [...counts.get(aspect)].filter(([, list]) => list[n]).map(([words, list]) => [traitCalled(aspect, words), list[n], list.filter(Boolean).length])
      .sort((a, b) => b[2] - a[2] || b[1] - a[1] || (a[0] < b[0] ? -1 : 1)))]);
}

/** How many programmes, formulas, figures each column has, and how many of the announced parts are found. */
function sizes(made) {
  const told = made.columns.map(() => ({ programmes: 0, formulas: 0, figures: 0, found: 0, declared: 0 }));
  for (const [node, column] of made.column) {
    const one = told[column];
    if (isType(node, "metric")) one.figures += 1;
    else if (isType(node, "formula")) one.formulas += 1;
    else {
      one.programmes += 1;
      const announced = facts(node).declared;
      if (announced === undefined) continue;
      one.declared += announced;
      one.found += Math.min(announced, foundCount(node));
    }
  }
  return told;
}

const traitWords = ([words, n]) => (n > 1 ? `${words} ×${n}` : words);

/** Profiles side by side: there is always something to compare, also where no programme corresponds. */
export function profileCard(made) {
  const told = sizes(made);
  const amounts = /** @type {[string, string, (one: any) => any][]} */ ([["programmes", "programme", (one) => one.programmes], ["formulas", "formula", (one) => one.formulas], ["partsFound", "programme", (one) => (one.declared ? `${one.found} / ${one.declared}` : "")], ["figures", "metric", (one) => one.figures]])
    .map(([key, kind, of]) => ({ words: t(key), kind, cells: told.map((one) => [[String(of(one) || ""), 1, 1]].filter(([words]) => words)) }));
  const ofAspect = (aspect) => made.data.traits.flatMap(([a], trait) => (a === aspect ? [trait] : []));
  const rows = [...amounts, ...profiles(made).map(([aspect, cells]) => ({ words: aspectName(aspect), aspect, cells }))];
  const shown = (list) => list.slice(0, PROFILE_MOST);
  const cell = (list) => (list.length
    ? h("ul", { class: "plain traits" }, shown(list).map((trait) => h("li", { class: trait[2] > 1 ? "both" : "" }, traitWords(trait))), list.length > PROFILE_MOST && h("li", { class: "where" }, t("andOthers", { n: list.length - PROFILE_MOST })))
    : h("span", { class: "where" }, t("missing")));
  return tableCard("profiles", t("profiles"), undefined, t("profilesText"), {
    cls: `plain-table profile-table columns-${made.columns.length}`,
    heads: [{ words: t("aspect"), wide: 110 }, ...made.columns.map((i) => ({ words: nameOf(i), wide: 240 }))],
    rows,
    cells: (row) => [row.words, ...row.cells.map((list) => (row.kind && list.length ? list[0][0] : cell(list)))],
    values: (row) => [row.words, ...row.cells.map((list) => listOf(shown(list).map(traitWords)) || t("missing"))],
    nodes: (row) => (row.aspect ? made.bearers(ofAspect(row.aspect)) : [...made.column.keys()].filter((i) => isType(i, row.kind))),
    fills: (row) => [false, ...row.cells.map((list) => list.some((trait) => trait[2] > 1))],
  });
}
