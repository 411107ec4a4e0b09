"""The pieces that a clause is made of where it tells how something spreads: places, bodies, programmes, areas, titles.

What a piece does in its clause is its role, told by the word before it (在, 由, 从 …); the pieces of a list share the
role of the first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeVar

from kg.lexicon import kinds
from kg.lexicon.words import of_class
from kg.model import FormulaMention, OrganisationMention, ProgrammeMention, RegionMention
from kg.rules.engine import Found
from kg.syntax.analysis import Analysis
from kg.syntax.clauses import LISTED, Clause

Range = tuple[int, int]
P = TypeVar("P", bound=tuple[object, ...])
ROLES = {
    role: of_class(f"role.{role}")
    for role in ("as", "agent", "at", "source", "object", "lead", "goal", "with", "aside")
}
"""The words before a piece that tell its role; the first role that fits counts."""
_KINDS = (
    (ProgrammeMention, "programme"),
    (FormulaMention, "programme"),
    (OrganisationMention, "body"),
    (RegionMention, "place"),
)
_AREAS, _UNITS = ("unit.whole", "area.nation"), ("unit.own", "unit.that", "unit.inside")
_JOINT = (*LISTED, "等地的")


class Piece(NamedTuple):
    """A thing that a clause speaks of: ``kind`` is place, body, unit (我县), area (全县), programme or title; ``role`` what the word before
    it makes of it: subject, agent, at, source, goal, object, lead, with, as (what something is, or is about), aside or owner (of the piece
    behind it). The places that it is named in begin at ``head``: 宁波市|象山县."""

    start: int
    end: int
    kind: str
    head: int
    role: str = ""
    medium: bool = False


class Laid:
    """The pieces of a text in its order: those that lie in no other, the programmes that do, and what stands between marks."""

    def __init__(self, found: Found, analysis: Analysis) -> None:
        """Lay them out."""
        pieces = sorted(_pieces(found, analysis), key=lambda p: (p.start, -p.end))
        self.free = _outer(pieces)
        outer = {p.start for p in self.free}
        self.inner = [p for p in pieces if p.kind == "programme" and p.start not in outer]
        self.marked = [(p.start, p.end) for p in analysis.pairs]


def begun(laid: list[P], start: int, end: int) -> list[P]:
    """What begins in a part of the text."""
    return laid[bisect_left(laid, start, key=itemgetter(0)) : bisect_left(laid, end, key=itemgetter(0))]


def _pieces(found: Found, analysis: Analysis) -> Iterator[Piece]:
    for cls, kind in _KINDS:
        for m in found.of(cls):
            medium = isinstance(m, OrganisationMention) and m.kind == kinds.MEDIA
            yield Piece(m.start, m.end, kind, m.start, medium=medium)
    yield from (Piece(p.start, p.end, "title", p.start) for p in analysis.titles)
    for token in analysis.tokens.of(*_AREAS, *_UNITS):
        kind = "unit" if token.classes.isdisjoint(_AREAS) else "area"
        yield Piece(token.start, token.end, kind, token.start)


def _outer(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces that lie in no other; of regions, and a body, that follow each other directly only the last."""
    free: list[Piece] = []
    for p in pieces:
        last = free[-1] if free else None
        if last is None or p.start > last.end:
            free.append(p)
        elif p.start == last.end:
            nested = last.kind == "place" and p.kind in ("place", "body")
            free.append(p._replace(head=free.pop().head) if nested else p)
    return free


def with_roles(analysis: Analysis, clause: Clause, pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of a clause with what they do there."""
    told: list[Piece] = []
    for i, p in enumerate(pieces):
        listed = bool(told) and _listed(analysis.text.clean, told[-1], p)
        told.append(p._replace(role=told[-1].role if listed else _role(analysis, clause, p, pieces[i + 1 :])))
    return tuple(told)


def _listed(clean: str, last: Piece, piece: Piece) -> bool:
    """Whether a piece follows another, of a like kind, in a list; what one goes to see may be parts of places: 到甲村食堂、乙村书屋."""
    alike = (last.kind in ("place", "body")) == (piece.kind in ("place", "body"))
    between = clean[last.end : piece.head]
    return alike and (between.lstrip("等两三") in _JOINT or (last.role == "goal" and between.endswith(LISTED)))


def _role(analysis: Analysis, clause: Clause, piece: Piece, behind: Sequence[Piece]) -> str:
    clean, tokens = analysis.text.clean, analysis.tokens
    if tokens.ending(piece.head, "doc.basis") is not None:
        return "aside"
    praises = (
        p.start for p in analysis.pairs if p.end == piece.head > p.start >= clause.start and clean[p.start] == "“"
    )
    piece = piece._replace(head=next(praises, piece.head))  # 到“最美村庄”|甲村
    beside = tokens.ending(piece.head - (clean[piece.head - 1] == "的"), "place.beside")
    before = clean[clause.start : piece.head if beside is None else beside.start]
    if before.endswith("以") and clean.startswith("为", piece.end):
        return "at"  # 以甲镇为试点
    if (role := next((r for r, words in ROLES.items() if before.endswith(words)), "")) or piece.kind == "programme":
        return role or "subject"
    if behind and clean[piece.end : behind[0].head] in ("", "的") and behind[0].kind == "programme":
        return "owner"
    done = piece.head - (clean[piece.head - 1] == "了")
    if tokens.ending(done, "verb.learn", "verb.copy") is not None:
        return "source"
    return "goal" if tokens.ending(done, "place.go") is not None else "subject"
