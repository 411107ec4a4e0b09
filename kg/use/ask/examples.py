"""What to ask of a graph: for the parameters of the named queries, values that this graph answers.

The example in a query's own file is one of the seeds' graph. Of another graph it finds nothing, and whoever opens the page or the editor
sees an empty table; so the fullest region, the programme with the most parts and the like are looked up once.
"""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from kg.graph.terms import DCTERMS, DJ, SCHEMA, SKOS
from kg.use.ask.catalogue import catalogue

_HEAD = f"PREFIX dj: <{DJ}> PREFIX dcterms: <{DCTERMS}> PREFIX schema: <{SCHEMA}> PREFIX skos: <{SKOS}> "
_FIRST = "ORDER BY DESC(?often) "
_METRIC = "?m schema:observationAbout/schema:name ?region ; schema:variableMeasured/schema:name ?indicator ."
_RUNS = f"""SELECT ?region (COUNT(DISTINCT ?p) AS ?often) WHERE {{
    ?p a dj:Programme ; dcterms:spatial/schema:name ?region }} GROUP BY ?region {_FIRST} ?region"""
_ASKED: Mapping[str, str] = {
    "evidence-of": f"""SELECT ?region ?indicator (COUNT(?m) AS ?often) WHERE {{ {_METRIC} }}
        GROUP BY ?region ?indicator {_FIRST} ?region ?indicator""",
    "formulas-with": f"""SELECT ?partner (COUNT(DISTINCT ?p) AS ?often) WHERE {{
        ?p a dj:Formula ; dcterms:spatial ?r ; dj:component/schema:name ?partner
        FILTER (STRLEN(?partner) > 1) }} GROUP BY ?partner {_FIRST} ?partner""",
    "in-sector": f"""SELECT ?sector (COUNT(DISTINCT ?p) AS ?often) WHERE {{
        ?p a dj:Programme ; dcterms:spatial ?r ; dj:sector/skos:notation ?sector }} GROUP BY ?sector {_FIRST} ?sector""",
    "in-year": f"""SELECT ?year (COUNT(?m) AS ?often) WHERE {{
        ?m dj:year ?year ; schema:observationAbout ?r ; schema:value ?v }} GROUP BY ?year {_FIRST} DESC(?year)""",
    "indicator": f"""SELECT (?indicator AS ?words) (COUNT(DISTINCT ?region) AS ?regions) (COUNT(?m) AS ?often) WHERE {{
        {_METRIC} ?m schema:value ?v }} GROUP BY ?indicator ORDER BY DESC(?regions) DESC(?often) ?indicator""",
    "measures-of": f"""SELECT ?region (COUNT(?c) AS ?often) WHERE {{
        ?p a dj:Programme ; dcterms:type/skos:notation "举措" ; dj:component ?c ; dcterms:spatial/schema:name ?region }}
        GROUP BY ?region {_FIRST} ?region""",
    "metrics-of": f"SELECT ?region (COUNT(?m) AS ?often) WHERE {{ {_METRIC} }} GROUP BY ?region {_FIRST} ?region",
    "parts-of": f"""SELECT (COALESCE(MIN(?short), ?name) AS ?programme) (COUNT(DISTINCT ?c) AS ?often) WHERE {{
        ?p a dj:Programme ; dj:component ?c ; dcterms:spatial ?r ; schema:name ?name .
        OPTIONAL {{ ?p skos:altLabel ?other BIND (STR(?other) AS ?short) }} }} GROUP BY ?p ?name {_FIRST} ?name""",
    "programmes-of": _RUNS,
    "regions-in": f"""SELECT ?region (COUNT(DISTINCT ?r) AS ?often) WHERE {{
        ?r schema:containedInPlace+ ?top . ?top a dj:Region ; schema:name ?region }} GROUP BY ?region {_FIRST} ?region""",
    "subgraph": _RUNS,
    "where-is": f"""SELECT (?name AS ?words) (COUNT(DISTINCT ?r) AS ?often) WHERE {{
        ?p a dj:Programme ; dcterms:type ?kind ; schema:name ?name ; dcterms:spatial ?r }}
        GROUP BY ?name {_FIRST} ?name""",
}


def examples(store: ox.Store) -> dict[str, dict[str, str]]:
    """For each named query with parameters, by its name, values that give rows; one that nothing in the graph answers is left out."""
    found: dict[str, dict[str, str]] = {}
    for name, text in _ASKED.items():
        rows = store.query(f"{_HEAD}{text} LIMIT 1")
        assert isinstance(rows, ox.QuerySolutions)
        for row in rows:
            found[name] = {p.name: row[p.name].value for p in catalogue()[name].parameters}
    return found
