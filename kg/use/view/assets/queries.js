// 查询: the named queries, their results as the graph gave them, and their text to copy.

const ROWS = 30;

function queryTable(query) {
  if (query.error) return h("p", { class: "hint" }, t("queryFailed", { why: query.error }));
  if (!query.rows.length) return h("p", { class: "hint" }, t("noRows"));
  const row = (cellsOf) => h("tr", {}, cellsOf.map((value) => h("td", {}, queryCell(value))));
  const body = h("tbody", {}, query.rows.slice(0, ROWS).map(row));
  const rest = query.rows.length - ROWS;
  return [
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": queryTitle(query) },
      h("table", { class: "plain-table" }, h("thead", {}, h("tr", {}, query.columns.map((c) => h("th", { scope: "col" }, c)))), body),
    ),
    rest > 0 &&
      moreButton(rest, () => {
        body.append(...query.rows.slice(ROWS).map(row));
        return [];
      }),
  ];
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

function queryCsv(query) {
  const lines = [query.columns, ...query.rows.map((row) => row.map((v) => (Array.isArray(v) ? v[0] : v)))];
  return lines.map((line) => line.map(csvCell).join(",")).join("\r\n");
}

function queryCard(query) {
  const rows = query.total > query.rows.length
    ? t("queryRowsMany", { n: grouped(query.total), m: query.rows.length })
    : t("queryRows", { n: query.rows.length });
  return h("section", { class: "card wide query", id: `query-${query.name}` }, [
    h("h2", {}, queryTitle(query)),
    h("p", { class: "hint" }, `${query.name} · ${rows}`),
    queryTable(query),
    h("p", { class: "actions" },
      h("button", { type: "button", class: "button", onclick: (event) => copyText(queryCsv(query), event.currentTarget) }, t("copyCsv"))),
    h("details", {}, h("summary", {}, t("queryText")),
      h("pre", { tabindex: "0", lang: "en" }, query.text),
      h("button", { type: "button", class: "button", onclick: (event) => copyText(query.text, event.currentTarget) }, t("copy"))),
  ]);
}

async function renderQueries(main) {
  if (!G.queries) G.queries = (await unpacked("queries")) || [];
  if (route.v !== "queries") return;
  clear(
    main,
    viewHead(t("queries"), t("queriesText"), h("pre", { class: "command", lang: "en", tabindex: "0" }, "kg serve out/graph.ttl\nkg ask out/graph.ttl query.rq")),
    G.queries.map(queryCard),
  );
}
