"""The data dictionary: every class, property and code of the ontology, as a table and to read in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.ontology import ontology_dir
from kg.graph.terms import DCTERMS, DJ, DK, SCHEMA, SKOS
from kg.use.spreadsheet import table

COLUMNS = ("term", "sort", "list", "zh", "en", "meaning_zh", "meaning_en", "of", "holds")
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SORTS = {_OWL + "Class": "class", _OWL + "ObjectProperty": "relation", _OWL + "DatatypeProperty": "property"}
_HEADS = {
    "zh": ("数据字典", "词条", "名称", "含义", "代码表"),
    "en": ("Data dictionary", "term", "label", "meaning", "code lists"),
}
Entry = dict[str, str]


def entries() -> list[Entry]:
    """The terms of the ontology, then the codes of its lists."""
    store = ox.Store()
    for name in ("dangjian.ttl", "kinds.ttl"):
        store.load(path=str(ontology_dir() / name), format=ox.RdfFormat.TURTLE)
    return [*_terms(store), *_codes(store)]


def _terms(store: ox.Store) -> Iterator[Entry]:
    for cls, sort in _SORTS.items():
        for node in sorted(st.instances(store, cls), key=lambda n: n.value):
            if node.value.startswith(DJ):
                yield {
                    "term": "dj:" + node.value.removeprefix(DJ),
                    "sort": sort,
                    "list": "",
                    **_said(store, node, _RDFS + "label", ("zh", "en")),
                    **_said(store, node, _RDFS + "comment", ("meaning_zh", "meaning_en")),
                    "of": _names(store, node, SCHEMA + "domainIncludes"),
                    "holds": _names(store, node, SCHEMA + "rangeIncludes"),
                }


def _codes(store: ox.Store) -> Iterator[Entry]:
    for scheme in sorted(st.instances(store, SKOS + "ConceptScheme"), key=lambda n: n.value):
        name = scheme.value.removeprefix(DK)
        for node in st.subjects(store, SKOS + "inScheme", scheme):
            yield {
                "term": st.value(store, node, SKOS + "notation") or "",
                "sort": "code",
                "list": name,
                **_said(store, node, SKOS + "prefLabel", ("zh", "en")),
                **_said(store, scheme, DCTERMS + "title", ("meaning_zh", "meaning_en")),
                "of": "",
                "holds": "",
            }


def _said(store: ox.Store, node: ox.NamedNode, predicate: str, names: tuple[str, str]) -> Entry:
    """The words of a property in both languages."""
    found = dict.fromkeys(names, "")
    for term in st.objects(store, node, predicate):
        if isinstance(term, ox.Literal):
            found[names[(term.language or "").lower() == "en"]] = term.value
    return found


def _names(store: ox.Store, node: ox.NamedNode, predicate: str) -> str:
    """The local names of what a property leads to."""
    found = (t.value for t in st.objects(store, node, predicate))
    return " | ".join(sorted(x.rsplit("#", 1)[-1].rsplit("/", 1)[-1] for x in found))


def as_csv(found: list[Entry]) -> str:
    """The dictionary as a table."""
    return table(COLUMNS, found)


def as_markdown(found: list[Entry], language: str) -> str:
    """The dictionary to read."""
    title, term, label, meaning, lists = _HEADS[language]
    lines = [f"# {title}", "", f"| {term} | {label} | {meaning} |", "|---|---|---|"]
    for e in found:
        if e["sort"] != "code":
            lines.append(f"| `{e['term']}` | {e[language]} | {e['meaning_' + language]} |")
    lines += ["", f"## {lists}"]
    shown = ""
    for e in found:
        if e["sort"] == "code":
            if e["list"] != shown:
                shown = e["list"]
                lines += ["", f"### {e['meaning_' + language]} (`{shown}`)", ""]
            lines.append(f"- {e['term']}: {e[language]}")
    return "\n".join(lines) + "\n"
