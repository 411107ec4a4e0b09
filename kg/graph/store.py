"""Load a graph into a store, and read single values from it.

The code lists of the ontology are loaded with every graph, so that a query finds the notation of a kind
whether or not the file repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice
from pathlib import Path

import pyoxigraph as ox

from kg.graph import on_disk
from kg.graph.ontology import ontology_dir
from kg.graph.terms import DJ, PREFIXES, XSD
from kg.model import Fact

FORMATS: dict[str, ox.RdfFormat] = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}

_KINDS = ontology_dir() / "kinds.ttl"
Node = ox.NamedNode | ox.BlankNode


class GraphError(Exception):
    """A graph file that cannot be used: ``reason`` is missing, folder, format, syntax, empty or foreign."""

    def __init__(self, path: Path, reason: str, detail: str = "", line: int | None = None) -> None:
        """Keep what a message in any language needs."""
        self.path = path
        self.reason = reason
        self.detail = detail
        self.line = line
        super().__init__(f"{path}: {_EXPLAINED[reason]}{f' ({detail})' if detail else ''}")


_EXPLAINED = {
    "missing": "no such graph file; build one with: kg build FOLDER -o out",
    "folder": "this is a folder; name the graph file inside it, for example graph.ttl",
    "format": f"unknown ending; a graph file ends in {', '.join(FORMATS)}",
    "syntax": "not valid RDF; build the graph again, or repair the line",
    "empty": "the graph holds no statements; look at the build's report",
    "foreign": "no statement in it is in the terms of kg; name a graph that kg build wrote",
}


def load(path: Path | str, *, built: bool = False, home: Path | None = None) -> ox.Store:
    """Load the graph file into a store, with the ontology's code lists: in memory, or on disk where it is large
    (:mod:`kg.graph.on_disk`; below ``home``, if not beside the file).

    A format with named graphs is read as one graph. With ``built`` a graph of another vocabulary is
    refused. Raises :class:`GraphError`.
    """
    file = Path(path)
    if file.is_dir():
        raise GraphError(file, "folder")
    if not file.is_file():
        raise GraphError(file, "missing")
    form = FORMATS.get(file.suffix.lower())
    if form is None:
        raise GraphError(file, "format")

    def fill(store: ox.Store) -> None:
        _fill(store, file, form)
        if built and not _speaks_kg(store):
            raise GraphError(file, "foreign")
        store.load(path=str(_KINDS), format=ox.RdfFormat.TURTLE)

    try:
        if on_disk.is_large(file):
            how = f"{built} {_KINDS.stat().st_mtime_ns} {ox.__version__}"
            return on_disk.store_on_disk(file, how, fill, home)
        store = ox.Store()
        fill(store)
        return store
    except SyntaxError as error:
        raise GraphError(file, "syntax", str(error), error.lineno) from error
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise GraphError(file, "syntax", str(error)) from error


def _fill(store: ox.Store, file: Path, form: ox.RdfFormat) -> None:
    if form in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG):
        flat = (ox.Quad(q.subject, q.predicate, q.object) for q in ox.parse(path=str(file)))
        store.bulk_extend(flat)
    else:
        store.bulk_load(path=str(file), format=form)
    if not len(store):
        raise GraphError(file, "empty")


def of_turtle(data: bytes) -> ox.Store:
    """A store in memory that holds Turtle which was just written, with the ontology's code lists."""
    store = ox.Store()
    store.bulk_load(data, format=ox.RdfFormat.TURTLE)
    store.load(path=str(_KINDS), format=ox.RdfFormat.TURTLE)
    return store


@cache
def code_lists() -> int:
    """How many statements the ontology's code lists are, which every store holds beside those of its graph."""
    return sum(1 for _ in ox.parse(path=str(_KINDS), format=ox.RdfFormat.TURTLE))


def of_facts(facts: Iterable[Fact]) -> ox.Store:
    """A store that holds facts, with the ontology's code lists: what :func:`load` gives for their Turtle; on disk where they are many."""
    every = iter(facts)
    first = list(islice(every, on_disk.LARGE))
    following = next(every, None)

    def fill(store: ox.Store) -> None:
        rest = () if following is None else chain((following,), every)
        store.bulk_extend(
            ox.Quad(ox.NamedNode(f.subject), ox.NamedNode(f.predicate), term(f)) for f in chain(first, rest)
        )
        store.load(path=str(_KINDS), format=ox.RdfFormat.TURTLE)

    if following is not None:
        return on_disk.temporary_store(fill)
    store = ox.Store()
    fill(store)
    return store


def term(fact: Fact) -> ox.NamedNode | ox.Literal:
    """The object of a fact."""
    if not fact.datatype:
        return ox.NamedNode(fact.object)
    if fact.datatype.startswith("@"):
        return ox.Literal(fact.object, language=fact.datatype[1:])
    return ox.Literal(fact.object, datatype=_datatype(fact.datatype))


@cache
def _datatype(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _speaks_kg(store: ox.Store) -> bool:
    """Whether anything in the graph is of a class, or has a property, of the ontology."""
    return any(q.predicate.value.startswith(DJ) for q in triples(store)) or any(
        isinstance(q.object, ox.NamedNode) and q.object.value.startswith(DJ)
        for q in store.quads_for_pattern(None, iri("rdf:type"), None, ox.DefaultGraph())
    )


def iri(name: str) -> ox.NamedNode:
    """The node of a prefixed name (``dj:component``) or of a full IRI."""
    prefix, colon, local = name.partition(":")
    if colon and prefix in PREFIXES:
        return ox.NamedNode(PREFIXES[prefix] + local)
    return ox.NamedNode(name)


def plain(term: object) -> str:
    """The IRI or the words of a term."""
    if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal):
        return term.value
    return str(term)


def objects(store: ox.Store, subject: Node, predicate: str) -> list[ox.NamedNode | ox.Literal]:
    """The objects of a subject's property, in the order of their IRIs and words."""
    quads = store.quads_for_pattern(subject, iri(predicate), None, ox.DefaultGraph())
    found = [q.object for q in quads if isinstance(q.object, ox.NamedNode | ox.Literal)]
    return sorted(found, key=lambda t: (t.value, str(t)))


def subjects(store: ox.Store, predicate: str, term: Node | ox.Literal) -> list[ox.NamedNode]:
    """The subjects that have ``term`` under a property, in the order of their IRIs."""
    quads = store.quads_for_pattern(None, iri(predicate), term, ox.DefaultGraph())
    found = [q.subject for q in quads if isinstance(q.subject, ox.NamedNode)]
    return sorted(found, key=lambda t: t.value)


def value(store: ox.Store, subject: Node, predicate: str) -> str | None:
    """The first object of a subject's property as words, or ``None``."""
    found = objects(store, subject, predicate)
    return found[0].value if found else None


def link(store: ox.Store, subject: Node, predicate: str) -> ox.NamedNode | None:
    """The first object of a subject's property that is a node, or ``None``."""
    for term in objects(store, subject, predicate):
        if isinstance(term, ox.NamedNode):
            return term
    return None


def linked(store: ox.Store, predicate: str) -> list[ox.NamedNode]:
    """The nodes that ``predicate`` leads to from anywhere."""
    found = (q.object for q in store.quads_for_pattern(None, iri(predicate), None))
    return sorted({o for o in found if isinstance(o, ox.NamedNode)}, key=lambda n: n.value)


def instances(store: ox.Store, cls: str) -> list[ox.NamedNode]:
    """All nodes of a class, in the order of their IRIs."""
    return subjects(store, "rdf:type", iri(cls))


def triples(store: ox.Store) -> Iterator[ox.Quad]:
    """Every statement of the store's default graph, in the store's order."""
    return iter(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))


# The store writes language tags in lower case and a whole decimal without its point.
_TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
_POINT = ".0"


def stored(words: str, kind: str) -> str:
    """The words of a literal of ``kg build`` as the store spells them."""
    return words.removesuffix(_POINT) if kind == XSD + "decimal" else words


def facts(store: ox.Store) -> Iterator[Fact]:
    """Every statement of the store's default graph as a fact, spelled as ``kg build`` spells it; a blank node is ``_:`` with its name."""
    for q in triples(store):
        kind, words = "", _name(q.object)
        if isinstance(q.object, ox.Literal):
            language = q.object.language
            kind = f"@{_TAGS.get(language, language)}" if language else q.object.datatype.value
            if kind == XSD + "decimal" and "." not in words:
                words += _POINT
        yield Fact(_name(q.subject), q.predicate.value, words, kind)


def _name(term: object) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else plain(term)
