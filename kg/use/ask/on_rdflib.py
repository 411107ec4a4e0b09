"""Run SPARQL on rdflib, the second engine."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import rdflib
from pyparsing import ParseResults
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from kg.graph.terms import PREFIXES
from kg.use.ask.answer import Answer, Term, ordered, term
from kg.use.ask.errors import QueryError
from kg.use.ask.guard import keywords


class RdflibGraph:
    """A copy of a store in rdflib."""

    def __init__(self, store: ox.Store) -> None:
        """Copy ``store``."""
        data = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        self.graph = rdflib.Graph(bind_namespaces="none")
        self.graph.parse(data=data, format="nt")

    def ask(self, query: str) -> Answer:
        """Run a query. Raises :class:`QueryError`."""
        try:
            parsed = parseQuery(query)
        except Exception as error:  # what pyparsing raises, and RecursionError
            raise QueryError(query, str(error)) from error
        for name, reason in (("ServiceGraphPattern", "service"), ("DatasetClause", "dataset")):
            if _holds(parsed, name):  # rdflib reads escapes in its own way, and fetches what FROM names
                raise QueryError(query, "SERVICE" if reason == "service" else "FROM", code=reason)
        try:
            result = self.graph.query(translateQuery(parsed, initNs=PREFIXES))
            if result.type == "ASK":
                return Answer("ask", truth=bool(result.askAnswer))
            if result.type in ("CONSTRUCT", "DESCRIBE"):
                made = result.graph if result.graph is not None else rdflib.Graph()
                return Answer("graph", triples=ordered((_rdf(s), _rdf(p), _rdf(o)) for s, p, o in made))
            names = tuple(str(v) for v in result.vars or ())
            rows = tuple(
                tuple(None if (t := _bound(row, n)) is None else _rdf(t) for n in names) for row in result.bindings
            )
            return Answer("select", names, () if _hollow(query, rows) else rows)
        except Exception as error:  # rdflib raises bare Exceptions for what it cannot evaluate
            raise QueryError(query, str(error)) from error


def _holds(parsed: object, name: str) -> bool:
    """Whether a parsed query holds a part of this name."""
    open_, seen = [parsed], set[int]()
    while open_:
        part = open_.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, CompValue):
            if part.name == name:
                return True
            open_.extend(part.values())
        elif isinstance(part, ParseResults | list | tuple | set):
            open_.extend(part)
    return False


def _hollow(query: str, rows: tuple[tuple[Term | None, ...], ...]) -> bool:
    """Whether rdflib answers a GROUP BY over nothing with one row of zeros, where SPARQL has no row."""
    if len(rows) != 1 or not any(word == "GROUP" for word, _ in keywords(query)):
        return False
    return None in rows[0] and all(t is None or t.value == "0" for t in rows[0])


def _bound(row: Any, name: str) -> Any:
    return row.get(rdflib.Variable(name))


def _rdf(value: object) -> Term:
    if isinstance(value, rdflib.URIRef):
        return term("uri", str(value))
    if isinstance(value, rdflib.BNode):
        return term("bnode", str(value))
    if isinstance(value, rdflib.Literal):
        return term("literal", str(value), str(value.datatype or ""), value.language)
    return term("literal", str(value))
