"""SHACL Core, as much of it as ``ontology/shapes.ttl`` speaks: what a shape demands is looked up node by node in the store.

A shape in terms that are not known here is refused, not passed over. A test holds the results to those of pyshacl, which takes some
fifty times as long and loads the whole graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg.graph import store as st
from kg.graph.terms import RDF, XSD

SH = "http://www.w3.org/ns/shacl#"
Term = ox.NamedNode | ox.BlankNode | ox.Literal
Test = Callable[[ox.Store, "Look"], Iterable[Term | None]]
"""What is wrong with the values of a node: the wrong ones, or nothing where it is their number."""

_TYPE = ox.NamedNode(RDF + "type")
_NUMBERS = frozenset(XSD + kind for kind in ("integer", "decimal"))
_LEXICAL = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)"),
    XSD + "boolean": re.compile("true|false|0|1"),
}
Words = tuple[str, str]
"""What is told in English and in Chinese."""

_SAID: dict[str, Words] = {
    "minCount": ("there are too few values", "值太少"),
    "maxCount": ("there are too many values", "值太多"),
    "datatype": ("a value has another datatype", "值的数据类型不对"),
    "class": ("a value is of another class", "值的类别不对"),
}
_NO_IRI = ("a node has no IRI", "节点没有 IRI")

Said = dict[str, list[Term]]
"""What is said of a node, by property."""


class Look(NamedTuple):
    """What is said of a node, and the values that a shape looks at."""

    said: Said
    values: list[Term]


class Result(NamedTuple):
    """What is wrong: with which node, along which property, which value, in words of both languages."""

    node: str
    path: str
    value: str
    messages: Words


@dataclass(frozen=True, slots=True)
class _Constraint:
    """One demand on the values along a path; without a path on the node itself."""

    path: tuple[tuple[str, bool], ...]
    shown: str
    messages: Words
    test: Test

    def results(self, store: ox.Store, node: ox.NamedNode, said_of: Said) -> Iterator[Result]:
        values = _along(store, node, said_of, self.path)
        for wrong in self.test(store, Look(said_of, values)):
            said = "" if wrong is None else st.plain(wrong)
            yield Result(node.value, self.shown, said, self.messages)


@dataclass(frozen=True, slots=True)
class Shape:
    """The demands on the instances of some classes."""

    classes: tuple[ox.NamedNode, ...]
    constraints: tuple[_Constraint, ...]


class UnknownShape(ValueError):
    """A shape that demands something that is not known here."""


def validate(store: ox.Store, shapes: Iterable[Shape]) -> Iterator[Result]:
    """All that is wrong in the store."""
    for shape in shapes:
        nodes = {q.subject for c in shape.classes for q in store.quads_for_pattern(None, _TYPE, c)}
        for node in nodes:
            if isinstance(node, ox.NamedNode):
                said = _said(store, node)
                for constraint in shape.constraints:
                    yield from constraint.results(store, node, said)
            elif isinstance(node, ox.BlankNode):
                yield Result(str(node), "", str(node), _NO_IRI)


def read_shapes(path: Path) -> tuple[Shape, ...]:
    """The shapes of a Turtle file."""
    graph = ox.Store()
    graph.load(path=str(path), format=ox.RdfFormat.TURTLE)
    shapes = (q.subject for q in graph.quads_for_pattern(None, _TYPE, _sh("NodeShape"), None))
    read = _Shapes(graph)
    return tuple(read.shape(s) for s in sorted(shapes, key=str) if isinstance(s, ox.NamedNode))


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)


def _said(store: ox.Store, node: ox.NamedNode | ox.BlankNode) -> Said:
    found: Said = {}
    for quad in store.quads_for_pattern(node, None, None):
        if not isinstance(quad.object, ox.Triple):
            found.setdefault(quad.predicate.value, []).append(quad.object)
    return found


def _along(store: ox.Store, node: ox.NamedNode, said: Said, path: tuple[tuple[str, bool], ...]) -> list[Term]:
    """The values at the end of a path, each once."""
    if not path:
        return [node]
    (predicate, inverse), *further = path
    if inverse:
        quads = store.quads_for_pattern(None, _node(predicate), node)
        found: list[Term] = [q.subject for q in quads if not isinstance(q.subject, ox.Triple)]
    else:
        found = said.get(predicate, [])
    for step, _ in further:
        nodes = (n for n in found if not isinstance(n, ox.Literal))
        ends = (o for n in nodes for o in _said(store, n).get(step, ()))
        found = list(dict.fromkeys(ends))
    return found


@cache
def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


# --------------------------------------------------------------------------- from the file to constraints


class _Shapes:
    """Reads the shapes of a graph."""

    def __init__(self, graph: ox.Store) -> None:
        self.graph = graph

    def said(self, node: Term) -> Said:
        return {} if isinstance(node, ox.Literal) else _said(self.graph, node)

    def listed(self, node: Term) -> list[Term]:
        found: list[Term] = []
        while said := self.said(node):
            found += said[RDF + "first"]
            node = said[RDF + "rest"][0]
        return found

    def shape(self, node: Term) -> Shape:
        said = self.said(node)
        said.pop(RDF + "type", None)
        classes = said.pop(SH + "targetClass", [])
        properties = said.pop(SH + "property", [])
        constraints = list(self.constraints(said, (), ""))
        for part in properties:
            constraints += self.property(part)
        named = tuple(c for c in classes if isinstance(c, ox.NamedNode))
        return Shape(named, tuple(constraints))

    def property(self, node: Term) -> Iterator[_Constraint]:
        said = self.said(node)
        (path,) = said.pop(SH + "path")
        shown = path.value.rsplit("/", 1)[-1] if isinstance(path, ox.NamedNode) else ""
        yield from self.constraints(said, self.path(path), f" ({shown})" if shown else "")

    def path(self, node: Term) -> tuple[tuple[str, bool], ...]:
        if isinstance(node, ox.NamedNode):
            return ((node.value, False),)
        inverse = self.said(node).get(SH + "inversePath")
        if inverse is not None:
            return ((st.plain(inverse[0]), True),)
        return tuple((st.plain(step), False) for step in self.listed(node))

    def constraints(self, said: Said, path: tuple[tuple[str, bool], ...], shown: str) -> Iterator[_Constraint]:
        messages = _in_both(said.pop(SH + "message", []))
        for predicate, terms in sorted(said.items()):
            name = predicate.removeprefix(SH)
            for term in terms:
                told = messages or _SAID.get(name, (name, name))
                yield _Constraint(path, shown, told, self.test(name, term))

    def test(self, name: str, term: Term) -> Test:
        if name in ("in", "languageIn"):
            return partial(_LISTS[name], {_key(t) for t in self.listed(term)})
        if name == "or":
            return partial(_one_of, [self.alternative(t) for t in self.listed(term)])
        if name not in _TESTS:
            raise UnknownShape(f"sh:{name} is not known")
        return partial(_TESTS[name], term)

    def alternative(self, node: Term) -> list[_Constraint]:
        """The demands of one side of an ``or``: on the value, or on its properties."""
        said = self.said(node)
        parts = said.pop(SH + "property", [])
        found = list(self.constraints(said, (), ""))
        for part in parts:
            found += self.property(part)
        return found


def _in_both(messages: Iterable[Term]) -> Words | None:
    """The message in English and in Chinese: what has no language, or the one language that there is, stands for both."""
    told = {(m.language or "en")[:2]: m.value for m in messages if isinstance(m, ox.Literal)}
    either = next(iter(told.values()), "")
    return (told.get("en", either), told.get("zh", either)) if told else None


def _key(term: Term) -> str:
    return term.value if isinstance(term, ox.Literal) else str(term)


# --------------------------------------------------------------------------- constraints


def _at_least(number: Term, _: ox.Store, look: Look) -> Iterator[None]:
    if len(look.values) < int(st.plain(number)):
        yield None


def _at_most(number: Term, _: ox.Store, look: Look) -> Iterator[None]:
    if len(look.values) > int(st.plain(number)):
        yield None


def _of_datatype(datatype: Term, _: ox.Store, look: Look) -> Iterator[Term]:
    kind = st.plain(datatype)
    lexical = _LEXICAL.get(kind)
    for value in look.values:
        right = isinstance(value, ox.Literal) and value.datatype.value == kind
        if not right or (lexical is not None and not lexical.fullmatch(st.plain(value))):
            yield value


def _of_class(cls: Term, store: ox.Store, look: Look) -> Iterator[Term]:
    for value in look.values:
        if isinstance(value, ox.Literal) or ox.Quad(value, _TYPE, cls) not in store:
            yield value


def _is_iri(kind: Term, _: ox.Store, look: Look) -> Iterator[Term]:
    if kind != _sh("IRI"):
        raise UnknownShape(f"sh:nodeKind {kind} is not known")
    for value in look.values:
        if not isinstance(value, ox.NamedNode):
            yield value


def _like(pattern: Term, _: ox.Store, look: Look) -> Iterator[Term]:
    like = re.compile(st.plain(pattern))
    for value in look.values:
        if isinstance(value, ox.BlankNode) or not like.search(value.value):
            yield value


def _has(wanted: Term, _: ox.Store, look: Look) -> Iterator[None]:
    if wanted not in look.values:
        yield None


def _one_language(on: Term, _: ox.Store, look: Look) -> Iterator[None]:
    if st.plain(on) != "true":
        return
    tags = [v.language.lower() for v in look.values if isinstance(v, ox.Literal) and v.language]
    for tag in sorted(set(tags)):
        if tags.count(tag) > 1:
            yield None


def _in_languages(tags: set[str], _: ox.Store, look: Look) -> Iterator[Term]:
    ranges = [tag.lower() for tag in tags]
    for value in look.values:
        tag = (value.language or "").lower() if isinstance(value, ox.Literal) else ""
        if not any(tag == r or tag.startswith(r + "-") for r in ranges):
            yield value


def _among(keys: set[str], _: ox.Store, look: Look) -> Iterator[Term]:
    for value in look.values:
        if _key(value) not in keys:
            yield value


def _number(term: Term) -> Decimal | None:
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        try:
            return Decimal(term.value)
        except ArithmeticError:
            return None
    return None


def _not_below(least: Term, _: ox.Store, look: Look) -> Iterator[Term]:
    bound = Decimal(st.plain(least))
    for value in look.values:
        number = _number(value)
        if number is None or number < bound:
            yield value


def _not_above(most: Term, _: ox.Store, look: Look) -> Iterator[Term]:
    bound = Decimal(st.plain(most))
    for value in look.values:
        number = _number(value)
        if number is None or number > bound:
            yield value


def _below(property_: Term, _: ox.Store, look: Look, *, equal: bool = False) -> Iterator[Term]:
    for other in map(_number, look.said.get(st.plain(property_), ())):
        for value in look.values:
            number = _number(value)
            fits = number is not None and other is not None and number < other
            if not fits and not (equal and number is not None and number == other):
                yield value


def _apart(property_: Term, _: ox.Store, look: Look) -> Iterator[Term]:
    others = look.said.get(st.plain(property_), ())
    yield from (value for value in look.values if value in others)


def _one_of(sides: list[list[_Constraint]], store: ox.Store, look: Look) -> Iterator[Term]:
    for value in look.values:
        if not any(_fits(store, value, side) for side in sides):
            yield value


def _fits(store: ox.Store, value: Term, side: list[_Constraint]) -> bool:
    if not isinstance(value, ox.NamedNode):
        return False
    said = _said(store, value) if any(constraint.path for constraint in side) else {}
    return not any(True for constraint in side for _ in constraint.results(store, value, said))


_LISTS: dict[str, Callable[[set[str], ox.Store, Look], Iterable[Term | None]]] = {
    "in": _among,
    "languageIn": _in_languages,
}
_TESTS: dict[str, Callable[[Term, ox.Store, Look], Iterable[Term | None]]] = {
    "minCount": _at_least,
    "maxCount": _at_most,
    "datatype": _of_datatype,
    "class": _of_class,
    "nodeKind": _is_iri,
    "pattern": _like,
    "hasValue": _has,
    "uniqueLang": _one_language,
    "minInclusive": _not_below,
    "maxInclusive": _not_above,
    "lessThan": _below,
    "lessThanOrEquals": partial(_below, equal=True),
    "disjoint": _apart,
}
