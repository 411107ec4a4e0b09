"""Ask a SPARQL endpoint: the same questions, the same forms of answers."""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.graph.store import of_facts
from kg.graph.terms import PREFIXES
from kg.use.ask.answer import Answer, Term, ordered, term
from kg.use.ask.engines import check, of_oxigraph
from kg.use.ask.errors import QueryError
from kg.use.ask.guard import FORMS, keywords
from kg.use.remote.client import Client, RemoteError
from kg.use.remote.load import WHOLE

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_ROWS = {"Accept": "application/sparql-results+json"}
_TRIPLES = {"Accept": "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"}
_SYNTAXES = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_DECLARED = " ".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in PREFIXES.items())
_REGIONS = """CONSTRUCT { ?node ?property ?value } WHERE {
  { ?node a dj:Region ; ?property ?value FILTER(?property != dj:evidence) }
  UNION
  { ?node a dj:Report ; dcterms:spatial ?place ; ?property ?value
    FILTER(?property IN (rdf:type, dcterms:spatial)) }
}"""


class Endpoint:
    """A SPARQL endpoint. Where ``kg load`` has put its graph of all statements there, that is asked; else what the endpoint takes by itself."""

    def __init__(self, url: str, timeout: float = 120.0) -> None:
        """Nothing is asked yet. Raises :class:`RemoteError` for what is no address."""
        self.client = Client(url, timeout)
        self._whole: bool | None = None

    def ask(self, query: str) -> Answer:
        """Run a query. Raises :class:`kg.use.ask.engines.QueryError` and :class:`RemoteError`."""
        check(query)
        words = [word for word, _ in keywords(query)]
        form = next((word for word in words if word in FORMS), "SELECT")
        own = {"FROM", "GRAPH"} & set(words)  # it says itself which graphs it is about
        fields = {} if own or not self._has_whole() else {"default-graph-uri": WHOLE}
        return self._sent(query, form, fields)

    def regions(self) -> ox.Store:
        """What is said of regions, so that one can be named as in a graph at hand."""
        store = of_facts(())
        found = self.ask(_REGIONS).triples
        store.extend(ox.Quad(_ox(s), _ox(p), _ox(o)) for s, p, o in found)
        return store

    def _has_whole(self) -> bool:
        if self._whole is None:
            query = f"ASK {{ GRAPH <{WHOLE}> {{ ?s ?p ?o }} }}"
            self._whole = self._sent(query, "ASK", {}).truth
        return self._whole

    def _sent(self, query: str, form: str, fields: dict[str, str]) -> Answer:
        rows = form in ("SELECT", "ASK")
        body = urlencode({"query": f"{_DECLARED} {query}", **fields}).encode()
        headers = _FORM | (_ROWS if rows else _TRIPLES)
        try:
            kind, data = self.client.ask("POST", "", headers, io.BytesIO(body))
        except RemoteError as error:
            if error.status == 400:
                raise QueryError(query, error.detail) from error
            raise
        try:
            return _rows(data) if rows else _graph(kind, data)
        except (ValueError, KeyError, TypeError, SyntaxError) as error:
            head = data[:80].decode("utf-8", "replace")
            raise RemoteError("answer", self.client.url, f"{kind} {head}") from error


def _rows(data: bytes) -> Answer:
    found = json.loads(data)
    if "boolean" in found:
        return Answer("ask", truth=bool(found["boolean"]))
    names = tuple(found["head"]["vars"])
    rows = tuple(
        tuple(_term(row[name]) if name in row else None for name in names) for row in found["results"]["bindings"]
    )
    return Answer("select", names, rows)


def _term(said: dict[str, Any]) -> Term:
    kind = "literal" if said["type"] == "typed-literal" else said["type"]
    return term(kind, said["value"], said.get("datatype", ""), said.get("xml:lang"))


def _graph(kind: str, data: bytes) -> Answer:
    syntax = _SYNTAXES.get(kind.partition(";")[0].strip().lower(), ox.RdfFormat.TURTLE)
    triples = ox.parse(data, format=syntax)
    found = ((of_oxigraph(q.subject), of_oxigraph(q.predicate), of_oxigraph(q.object)) for q in triples)
    return Answer("graph", triples=ordered(found))


def _ox(said: Term) -> Any:
    if said.kind == "uri":
        return ox.NamedNode(said.value)
    if said.kind == "bnode":
        return ox.BlankNode(said.value)
    if said.language:
        return ox.Literal(said.value, language=said.language)
    return ox.Literal(said.value, datatype=ox.NamedNode(said.datatype)) if said.datatype else ox.Literal(said.value)
