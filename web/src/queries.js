// 查询: the named queries, their results as the graph gave them, and their text to copy.

import { clear, copyText, h } from "./base.js";
import { G, unpacked } from "./data.js";
import { grouped } from "./figures.js";
import { nodeLink } from "./inspector.js";
import { labelOf } from "./figures.js";
import { lang, t } from "./language.js";
import { sortable } from "./table.js";
import { viewHead } from "./overview.js";
import { route } from "./route.js";

const ROWS = 30;

function queryTable(query) {
  if (query.error) return { table: h("p", { class: "hint" }, t("queryFailed", { why: query.error })), csv: null };
  if (!query.rows.length) return { table: h("p", { class: "hint" }, t("noRows")), csv: null };
  const node = (value) => (Array.isArray(value) ? G.byKey.get(value[0]) : undefined);
  const plain = (value) => {
    const i = node(value);
    return i !== undefined ? labelOf(i) : Array.isArray(value) ? value[0] : value;
  };
  return sortable({
    name: queryTitle(query),
    heads: query.columns.map((c, k) => ({ words: columnName(c), number: query.rows.some((row) => typeof row[k] === "number") })),
    rows: query.rows,
    cells: (row) => row.map(queryCell),
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
  return value === null ? "" : String(value);
}

const queryTitle = (query) => query.title[lang === "en" ? 1 : 0];

// the variables of the queries in Chinese
const COLUMN_WORDS = {
  region: "地区", regions: "地区数", place: "地点", name: "名称", kind: "类别", unit: "单位", indicator: "指标", programme: "专名工作", part: "要素", parts: "要素数",
  value: "数值", title: "标题", position: "序号", hedge: "限定", amount: "变化量", percent: "变化%", year: "年份", report: "报道", reports: "报道数", quote: "依据",
  formula: "公式", evidence: "依据", declared: "宣称", found: "列出", baseline: "基准", who: "谁", start: "起", end: "止", sentence: "句", segment: "缩略段",
  sector: "领域", rule: "规则", role: "角色", policy: "文件", parent: "上级", origin: "来源", organisation: "组织", measure: "举措", label: "名称", issuer: "发布者",
  issued: "发布日期", host: "所在单位", higher: "上级", formulation: "提法", first: "其一", last: "另一", file: "文件名", documents: "文件数", doc: "文件", container: "上级地区",
  order: "次序", first_in: "率先范围", learned_from: "学自", pushed_by: "推动者", adopter: "采纳地区", became: "更名为", recognised: "被认可的工作", by: "认可者", level: "层级", medium: "媒体", date: "日期",
  change: "变化", n: "数量", length: "字数", place_a: "地区一", time_a: "日期一", document_a: "文件一", place_b: "地区二", time_b: "日期二", document_b: "文件二", earlier: "较早一方", words: "文字", p: "专名工作", e: "依据", c: "要素", r: "地区", m: "数据",
};

const columnName = (name) => (lang === "en" ? name.replaceAll("_", " ") : COLUMN_WORDS[name] || name);

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
