// 查询: the named queries, their results as the graph gave them, and their text to copy.

import { clear, copyText, h } from "./base.js";
import { G, unpacked } from "./data.js";
import { conceptCalled, grouped } from "./figures.js";
import { nodeLink } from "./inspector.js";
import { labelOf } from "./figures.js";
import { lang, t } from "./language.js";
import { sortable } from "./table.js";
import { viewHead } from "./overview.js";
import { route } from "./route.js";

const ROWS = 30;
const DAY = /^\d{4}(-\d\d){1,2}$/;
const CODED = new Set(["kind", "type", "sector", "level", "basis", "status", "precision"]); // columns of words that the ontology's lists have

function queryTable(query) {
  if (query.error) return { table: h("p", { class: "hint" }, t("queryFailed", { why: query.error })), csv: null };
  if (!query.rows.length) return { table: h("p", { class: "hint" }, t("noRows")), csv: null };
  const node = (value) => (Array.isArray(value) ? G.byKey.get(value[0]) : undefined);
  const plain = (value, k) => {
    const i = node(value);
    return i !== undefined ? labelOf(i) : Array.isArray(value) ? value[0] : CODED.has(query.columns[k]) ? conceptCalled(value) : value;
  };
  return sortable({
    name: queryTitle(query),
    heads: query.columns.map((c, k) => ({ words: lang === "en" ? c.replaceAll("_", " ") : query.heads[k], number: query.rows.some((row) => typeof row[k] === "number") })),
    rows: query.rows,
    cells: (row) => row.map((value, k) => (Array.isArray(value) ? queryCell(value) : queryCell(plain(value, k)))),
    values: (row) => row.map(plain),
    nodes: (row) => row.map(node).filter((i) => i !== undefined),
    first: ROWS,
  });
}

/** A cell: a node of the graph becomes a link to it, everything else stays words. */
function queryCell(value) {
  if (Array.isArray(value)) {
    const i = G.byKey.get(value[0]);
    return i === undefined ? value[0] : nodeLink(i);
  }
  if (typeof value === "string" && DAY.test(value)) return h("span", { class: "whole" }, value);
  return value === null ? "" : String(value);
}

const queryTitle = (query) => query.title[lang === "en" ? 1 : 0];

function queryCard(query, number) {
  const rows = query.total > query.rows.length
    ? t("queryRowsMany", { n: grouped(query.total), m: query.rows.length })
    : t("queryRows", { n: query.rows.length });
  const body = h("div", { class: "query-body" });
  const card = h("details", { class: "card wide query", id: `query-${query.name}` },
    h("summary", {}, h("h2", {}, queryTitle(query)), query.asked.map((value) => h("span", { class: "tag" }, value)), h("span", { class: "count" }, rows)), body);
  const fill = () => {
    if (body.firstChild) return;
    const { table, csv } = queryTable(query);
    body.append(...[
      csv && h("div", { class: "table-tools" }, csv),
      table,
      h("details", { class: "query-text" }, h("summary", {}, t("queryText")),
        h("pre", { tabindex: "0", lang: "en" }, query.text),
        h("p", { class: "actions" },
          h("button", { type: "button", class: "button", onclick: (event) => copyText(query.text, event.currentTarget) }, t("copy"))),
        h("p", { class: "hint" }, t("runAgain")),
        h("pre", { class: "command", tabindex: "0", lang: "en" }, `${query.command || `kg ask ${query.usage}`} -g graph.ttl`))].filter(Boolean));
  };
  card.addEventListener("toggle", fill);
  if (number === 0) {
    fill();
    card.open = true;
  }
  return card;
}

export async function renderQueries(main) {
  if (!G.queries) G.queries = (await unpacked("queries")) || [];
  if (route.v !== "queries") return;
  clear(
    main,
    viewHead(t("queries"), t("queriesText")),
    (G.queries || []).map(queryCard),
    h("details", { class: "card wide query-own" }, h("summary", {}, t("ownQueries")), h("pre", { class: "command", lang: "en", tabindex: "0" }, "kg serve -g graph.ttl")),
  );
}
