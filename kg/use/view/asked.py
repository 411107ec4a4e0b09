"""The named queries with their results, as the page shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox

from kg.graph.ontology import ontology_dir
from kg.graph.terms import ID, XSD

_KEPT = 200  # rows that the page keeps of one result
_NUMERIC = {XSD + name for name in ("integer", "decimal", "double", "float", "int", "long")}
_CHINESE = re.compile("[一-鿿“《]")


def named_queries() -> dict[str, str]:
    """The queries that come with kg, by name, in the order of their names."""
    shipped = Path(__file__).resolve().parents[1] / "queries"
    files = sorted(shipped.glob("*.rq")) or sorted((ontology_dir() / "queries").glob("*.rq"))
    return {f.stem: f.read_text(encoding="utf-8") for f in files}


def title_of(text: str, name: str) -> tuple[str, str]:
    """Chinese and English titles out of the first comment line: “# English? 中文？”."""
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    if not first.startswith("#"):
        return name, name
    words = first.lstrip("# ").strip()
    chinese = _CHINESE.search(words)
    if not chinese:
        return words, words
    before = words[: chinese.start()].rstrip()
    cut = max(before.rfind(c) for c in "?.:") + 1
    english, zh = words[:cut].strip(" :"), words[cut:].strip()
    return (zh or words, english or words)


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
            return int(number) if number == number.to_integral_value() else float(number)
        return term.value
    return None if term is None else str(term)


def _sortable(row: list[object]) -> str:
    return "\x1f".join(str(cell) for cell in row)


def run(store: ox.Store, name: str, text: str) -> dict[str, object]:
    """One query with its first rows; a query that fails says why."""
    titles = title_of(text, name)
    entry: dict[str, object] = {
        "name": name, "title": titles, "text": text, "columns": [], "rows": [], "total": 0
    }  # fmt: skip
    try:
        result = store.query(text)
    except (SyntaxError, ValueError, OSError) as error:
        return {**entry, "error": str(error)}
    if isinstance(result, ox.QueryBoolean):
        return {**entry, "columns": ["?"], "rows": [[str(bool(result)).lower()]], "total": 1}
    if not isinstance(result, ox.QuerySolutions):
        return {**entry, "error": "CONSTRUCT"}
    columns = [variable.value for variable in result.variables]
    rows = [[_cell(solution[c]) for c in columns] for solution in result]
    if "ORDER BY" not in text.upper():
        rows.sort(key=_sortable)  # a result without an order of its own comes as the store keeps it
    return {**entry, "columns": columns, "rows": rows[:_KEPT], "total": len(rows)}


def run_all(store: ox.Store, queries: Mapping[str, str]) -> list[dict[str, object]]:
    """Every query, in the given order."""
    return [run(store, name, text) for name, text in queries.items()]
