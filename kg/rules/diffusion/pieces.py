"""The pieces that a clause is made of where it tells how something spreads: places, bodies, programmes, times, verbs.

A clause is a row of pieces; what a piece does there is its role, told by the word before it (在, 由, 从 …), and the
pieces of a list share the role of the first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple, TypeVar

from kg.lexicon.words import of_class
from kg.model import FormulaMention, Mention, OrganisationMention, ProgrammeMention, RegionMention, Text
from kg.rules.engine import Found
from kg.syntax.analysis import Analysis, analyse
from kg.syntax.clauses import LISTED, Clause
from kg.syntax.tokens import Token

Range = tuple[int, int]
P = TypeVar("P", bound=tuple[object, ...])
_START = itemgetter(0)
Role = str | tuple[str, ...]
_JOINT = (*LISTED, "等地的")
_LINKS = ("、", "及", "和")
ROLES = {
    role: of_class(f"role.{role}")
    for role in ("as", "agent", "at", "source", "object", "lead", "goal", "with", "aside")
}
"""The words before a piece that tell its role; the first role that fits counts."""
_AREAS, _UNITS = ("unit.whole", "area.nation"), ("unit.own", "unit.that", "unit.inside")


class Piece(NamedTuple):
    """A thing that a clause speaks of: ``kind`` is place, body, unit (我县), area (全县), programme or title; ``role`` what the word before
    it makes of it: subject, agent, at, source, goal, object, lead, with, as (what something is, or is about), aside or owner (of the piece
    behind it)."""

    start: int
    end: int
    kind: str
    role: str = ""
    before: int = 0

    @property
    def head(self) -> int:
        """Where the places begin that it is named in: 宁波市|象山县."""
        return self.start - self.before


class _Laid:
    """The pieces of a text in its order: those that lie in no other, programmes that do, quotations."""

    def __init__(self, found: Found, analysis: Analysis) -> None:
        pieces = sorted(_pieces(found, analysis), key=lambda p: (p.start, -p.end))
        self.free = _outer(pieces)
        outer = frozenset(self.free)
        self.inner = [p for p in pieces if p.kind == "programme" and p not in outer]
        self.quoted = [(p.start, p.end) for p in analysis.pairs if p.mark in "“‘「『《（"]


def _begun(laid: list[P], clause: Clause) -> list[P]:
    """What begins in a clause."""
    return laid[bisect_left(laid, clause.start, key=_START) : bisect_left(laid, clause.end, key=_START)]


@dataclass(frozen=True, eq=False)
class Row:
    """A clause with its pieces in order, which are looked for when they are asked for."""

    clause: Clause
    analysis: Analysis
    laid: _Laid

    @property
    def clean(self) -> str:
        """The text that the clause stands in."""
        return self.analysis.text.clean

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the clause."""
        asides = [r for r in self._quoted if self.clean[r[0]] == "（" and r[0] > self.clause.start]
        own = [p for p in _begun(self.laid.free, self.clause) if not any(a < p.start and p.end < b for a, b in asides)]
        return _with_roles(self.analysis, self.clause, own)

    @cached_property
    def covered(self) -> tuple[Range, ...]:
        """The ranges inside which no word counts."""
        names = [(p.head, p.end) for p in self.pieces if p.kind not in ("unit", "area")]
        ends = self.clause.end
        return (*names, *((a, b) for a, b in self._quoted if b <= ends and not _verb(self.analysis, a, b)))

    @property
    def inner(self) -> list[Piece]:
        """The programmes in titles."""
        return _begun(self.laid.inner, self.clause)

    @cached_property
    def _quoted(self) -> list[Range]:
        return _begun(self.laid.quoted, self.clause)

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of the words of the clause."""
        return self.analysis.tokens.classes(self.clause.start, self.clause.end)

    def words(self, *classes: str, start: int = -1, end: int = -1) -> list[Token]:
        """The words of some classes outside of names and titles, none inside a longer one."""
        low = self.clause.start if start < 0 else start
        high = self.clause.end if end < 0 else end
        inside = self.clause.start <= low and high <= self.clause.end
        if inside and self.classes.isdisjoint(classes):
            return []
        found = self.analysis.tokens.within(low, high, *classes)
        return [t for t in found if not any(a < t.end and t.start < b for a, b in self.covered)]

    def holds(self, position: int) -> bool:
        """Whether a position lies in a name, a title or a bracket."""
        return any(a <= position < b for a, b in self.covered)

    def bracketed(self, position: int) -> bool:
        """Whether a position lies in a bracket within the clause."""
        return any(a < position < b for a, b in self.covered if self.clean[a] == "（" and a > self.clause.start)

    def of(self, *kinds: str, start: int = -1, end: int = -1, role: Role = ()) -> list[Piece]:
        """The pieces of some kinds, between two positions, those of some roles alone where they are named."""
        low = self.clause.start if start < 0 else start
        high = self.clause.end if end < 0 else end
        found = [p for p in self.pieces if p.kind in kinds and low <= p.start and p.end <= high]
        roles = (role,) if isinstance(role, str) else role
        return [p for p in found if p.role in roles] if roles else found


@lru_cache(maxsize=4)
def rows(text: Text, found: Found) -> tuple[Row, ...]:
    """The clauses of a text as rows of pieces."""
    analysis = analyse(text)
    laid = _Laid(found, analysis)
    return tuple([Row(clause, analysis, laid) for clause in analysis.clauses])


def _verb(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a quotation only sets off a verb: 前来“取经”."""
    verb = analysis.tokens.starting(start + 1, "verb.learn", "verb.copy", "verb.follow")
    return verb is not None and verb.end == end - 1


def _outer(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that lie in no other; of regions, and a body, that follow each other directly only the last."""
    free: list[Piece] = []
    for p in pieces:
        if free and p.start < free[-1].end:
            continue
        head = p.start
        near = bool(free) and free[-1].end == p.start and free[-1].kind == "place"
        if near and p.kind in ("place", "body"):
            head = free.pop().head
        free.append(p if head == p.start else p._replace(before=p.start - head))
    return free


def _pieces(found: Found, analysis: Analysis) -> Iterator[Piece]:
    kinds: tuple[tuple[str, type[Mention]], ...] = (
        ("programme", ProgrammeMention),
        ("programme", FormulaMention),
        ("body", OrganisationMention),
        ("place", RegionMention),
    )
    for kind, cls in kinds:
        yield from (Piece(m.start, m.end, kind) for m in found.of(cls))
    yield from (Piece(p.start, p.end, "title") for p in analysis.titles)
    for token in analysis.tokens.of(*_AREAS, *_UNITS):
        area = not token.classes.isdisjoint(_AREAS)
        yield Piece(token.start, token.end, "area" if area else "unit")


def _with_roles(analysis: Analysis, clause: Clause, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    clean, told = analysis.text.clean, list[Piece]()
    for i, p in enumerate(pieces):
        last = told[-1] if told else None
        if last is not None and _listed(clean, last, p) and _alike(last, p):
            role = last.role
        else:
            role = _role(analysis, clause, p, pieces[i + 1 :])
        told.append(p._replace(role=role))
    return tuple(told)


def _listed(clean: str, last: Piece, piece: Piece) -> bool:
    """Whether a piece follows another in a list; what one goes to see may be parts of places: 到甲村食堂、乙村书屋."""
    between = clean[last.end : piece.head]
    seen = last.role == "goal" and (not between or between.endswith(_LINKS))
    return seen or between.lstrip("等两三") in _JOINT


def _alike(one: Piece, other: Piece) -> bool:
    """Whether two pieces may be items of one list."""
    return (one.kind in ("place", "body")) == (other.kind in ("place", "body"))


def _role(analysis: Analysis, clause: Clause, piece: Piece, behind: Sequence[Piece]) -> str:
    clean = analysis.text.clean
    if analysis.tokens.ending(piece.head, "doc.basis") is not None:
        return "aside"
    beside = analysis.tokens.ending(piece.head - (clean[piece.head - 1] == "的"), "place.beside")
    before = clean[clause.start : beside.start if beside is not None else piece.head]
    if before.endswith("以") and clean.startswith("为", piece.end):
        return "at"  # 以甲镇为试点
    role = next((r for r, words in ROLES.items() if before.endswith(words)), "subject")
    if role != "subject" or piece.kind == "programme":
        return role
    if behind and clean[piece.end : behind[0].head] in ("", "的") and behind[0].kind == "programme":
        return "owner"
    if clean.startswith("的", piece.end) and analysis.tokens.starting(piece.end + 1, "noun.way"):
        return "source"  # 甲县的做法
    done = piece.head - (clean[piece.head - 1] == "了")
    for role, classes in (("source", ("verb.learn", "verb.copy")), ("goal", ("place.go",))):
        word = analysis.tokens.ending(done, *classes)
        if word is not None and word.start >= clause.start:
            return role
    return "subject"
