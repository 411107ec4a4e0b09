"""Run SPARQL on pyoxigraph or on rdflib; the answer is the same on both, errors point into the query."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.terms import PREFIXES
from kg.use.ask.answer import Answer, Term, ordered, term
from kg.use.ask.errors import QueryError
from kg.use.ask.guard import is_too_deep, masked, objection, unescaped

if TYPE_CHECKING:
    from kg.use.ask.on_rdflib import RdflibGraph


class Engine(StrEnum):
    """The engines."""

    OXIGRAPH = "oxigraph"
    RDFLIB = "rdflib"


class Graph:
    """A store that answers queries; rdflib's copy of it is made when it is first asked for."""

    def __init__(self, store: ox.Store) -> None:
        """Query ``store``."""
        self.store = store
        self._rdflib: RdflibGraph | None = None

    def ask(self, query: str, engine: Engine = Engine.OXIGRAPH) -> Answer:
        """Run a query. Raises :class:`QueryError`."""
        check(query)
        if engine is Engine.RDFLIB:
            return self._copy().ask(query)
        return _on_oxigraph(self.store, query)

    def _copy(self) -> RdflibGraph:
        if self._rdflib is None:
            from kg.use.ask.on_rdflib import RdflibGraph  # slow to import, and seldom asked for

            self._rdflib = RdflibGraph(self.store)
        return self._rdflib


def check(query: str) -> None:
    """Raise :class:`QueryError` for a query that does not parse or is not allowed; the same for all engines."""
    if is_too_deep(query) or is_too_deep(unescaped(query)):
        raise QueryError(query, "it is nested too deeply, or chains too many operators; cut it in two")
    try:
        ox.Store().query(masked(query), prefixes=PREFIXES)
    except SyntaxError as error:
        found = objection(query, PREFIXES)
        if found is not None:
            place = _place(query, found.offset)
            raise QueryError(query, found.word, *place, code=found.reason) from error
        raise _syntax(query, str(error)) from error


def _on_oxigraph(store: ox.Store, query: str) -> Answer:
    try:
        result = store.query(query, prefixes=PREFIXES)
        if isinstance(result, ox.QueryBoolean):
            return Answer("ask", truth=bool(result))
        if isinstance(result, ox.QueryTriples):
            triples = ((of_oxigraph(t.subject), of_oxigraph(t.predicate), of_oxigraph(t.object)) for t in result)
            return Answer("graph", triples=ordered(triples))
        names = tuple(v.value for v in result.variables)
        rows = tuple(
            tuple(None if (t := solution[n]) is None else of_oxigraph(t) for n in names) for solution in result
        )
        return Answer("select", names, rows)
    except SyntaxError as error:
        raise _syntax(query, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(query, str(error)) from error


def of_oxigraph(value: object) -> Term:
    """A term of the store as a term of an answer."""
    if isinstance(value, ox.NamedNode):
        return term("uri", value.value)
    if isinstance(value, ox.Literal):
        return term("literal", value.value, value.datatype.value, value.language)
    if isinstance(value, ox.BlankNode):
        return term("bnode", value.value)
    return term("literal", str(value))


def _syntax(query: str, message: str) -> QueryError:
    found = re.search(r"(?:at|line) (\d+)(?::| column )(\d+)(?::\s*)?(.*)", message, re.S)
    if not found:
        return QueryError(query, message)
    reason = found[3].replace(", [_]", "").replace("[_]", "another word") or message
    return QueryError(query, reason, int(found[1]), int(found[2]))


def _place(query: str, offset: int) -> tuple[int, int]:
    before = query[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
