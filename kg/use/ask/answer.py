"""The answer to a query in a form that does not depend on the engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from kg.graph.terms import XSD

_NUMBERS = frozenset(XSD + t for t in ("integer", "decimal", "double", "float", "int", "long"))


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A term: ``kind`` is uri, literal or bnode; numbers are written in one way whatever the engine."""

    kind: str
    value: str
    datatype: str = ""
    language: str = ""

    @property
    def number(self) -> bool:
        """Whether the term is a number."""
        return self.datatype in _NUMBERS


Triple = tuple[Term, Term, Term]


def ordered(found: Iterable[Triple]) -> tuple[Triple, ...]:
    """Triples in a fixed order, each once."""
    return tuple(sorted(set(found)))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: ``kind`` is select, ask or graph (CONSTRUCT and DESCRIBE)."""

    kind: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool = False
    triples: tuple[Triple, ...] = ()

    def table(self) -> list[tuple[str, ...]]:
        """The rows as words, empty where a variable is unbound."""
        return [tuple("" if t is None else t.value for t in row) for row in self.rows]


def term(kind: str, value: str, datatype: str = "", language: str | None = None) -> Term:
    """Make a term; a language tag is lower case, as tags have no case, a number in plain digits."""
    if datatype in _NUMBERS:
        return Term(kind, _digits(value), datatype)
    if language:
        return Term(kind, value, "", language.lower())
    return Term(kind, value, "" if datatype == XSD + "string" else datatype)


def _digits(value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite():
        return value
    plain = format(number, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
