"""The named queries with their results, as the page shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from itertools import groupby

import pyoxigraph as ox

from kg.graph.terms import ID, XSD
from kg.use.ask.catalogue import NamedQuery, catalogue
from kg.use.ask.heads import heads

_NOTHING: Mapping[str, str] = {}
_NO_VALUES: Mapping[str, Mapping[str, str]] = {}
_KEPT = 200  # rows that the page keeps of one result
_ORDER_BY = re.compile(r"\bORDER\s+BY\b(.*)", re.I | re.S)
_NUMERIC = {XSD + name for name in ("integer", "decimal", "double", "float", "int", "long")}


def _cell(term: object) -> object:
    """A cell: a number, words, or ``[local name]`` for a node of the graph."""
    if isinstance(term, ox.NamedNode):
        value = term.value
        return [value.rpartition("/")[2]] if value.startswith(ID) else value
    if isinstance(term, ox.Literal):
        if term.datatype is not None and term.datatype.value in _NUMERIC:
            try:
                number = Decimal(term.value)
            except InvalidOperation:
                return term.value
            if not number.is_finite():
                return term.value
            return int(number) if number == number.to_integral_value() else float(number)
        return term.value
    return None if term is None else str(term)


def _sortable(row: list[object]) -> str:
    return "\x1f".join(str(cell) for cell in row)


def _settled(text: str, columns: list[str], rows: list[list[object]]) -> list[list[object]]:
    """The rows in the query's own order; rows that it leaves equal come in the order of their words.

    A store gives equal rows in the order in which it keeps them, which is not the graph's.
    """
    ordered = _ORDER_BY.search(text)
    keys = re.findall(r"[?$](\w+)", ordered[1]) if ordered else []
    if not all(key in columns for key in keys):
        return sorted(rows, key=_sortable)
    at = [columns.index(key) for key in keys]
    groups = groupby(rows, key=lambda row: [row[i] for i in at])
    return [row for _, group in groups for row in sorted(group, key=_sortable)]


def run(
    store: ox.Store, query: NamedQuery, values: Mapping[str, str], instead: Mapping[str, str] = _NOTHING
) -> dict[str, object] | None:
    """One query with its first rows, asked for ``values`` and else for its own examples. What is put to the store is what stands ``instead`` of it,
    by its name, where the store does not hold what it asks for.

    A query that fails says why; one that makes RDF has no table and is left out.
    """
    text = query.fill(values)
    asked = {p.name: values.get(p.name, p.example) for p in query.parameters}
    entry: dict[str, object] = {
        "name": query.name,
        "title": [query.zh, query.en],
        "asked": list(asked.values()),
        "usage": query.called(values),
        "text": text,
        "columns": [],
        "rows": [],
        "total": 0,
    }
    try:
        result = store.query(instead.get(query.name, text))
    except (SyntaxError, ValueError, OSError) as error:
        return {**entry, "error": str(error)}
    if isinstance(result, ox.QueryBoolean):
        return {**entry, "columns": ["?"], "heads": ["?"], "rows": [[str(bool(result)).lower()]], "total": 1}
    if not isinstance(result, ox.QuerySolutions):
        return None
    columns = [variable.value for variable in result.variables]
    rows = [[_cell(solution[c]) for c in columns] for solution in result]
    shown = _settled(text, columns, rows)[:_KEPT]
    return {**entry, "columns": columns, "heads": heads(columns), "rows": shown, "total": len(rows)}


def run_all(
    store: ox.Store,
    region: str,
    queries: Iterable[NamedQuery] | None = None,
    values: Mapping[str, Mapping[str, str]] = _NO_VALUES,
    instead: Mapping[str, str] = _NOTHING,
) -> list[dict[str, object]]:
    """Every query that has a table, those that come with kg by default: asked for its ``values``, else about ``region`` where it asks about one."""
    asked = catalogue().values() if queries is None else queries
    about = ({p.name: region for p in query.parameters if p.type == "region" and region} for query in asked)
    results = (
        run(store, query, values.get(query.name, told), instead) for query, told in zip(asked, about, strict=True)
    )
    return [result for result in results if result is not None]
