"""Keep only what was read with enough confidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from itertools import chain

from kg.graph import terms as t
from kg.graph.ordered import Facts, Group, Grouped, Groups, beside
from kg.graph.settle_lists import LIST, OF
from kg.model import Fact

_TYPE, _EVIDENCE, _COMPONENT = t.RDF + "type", t.DJ + "evidence", t.DJ + "component"
_KEPT = (t.DJ + "Report", t.DJ + "Region")
"""Documents' structure stays whatever its rating, and so do regions that contain others."""
_FOR = (t.DJ + "adopted", t.DJ + "recognised")
"""What somebody took up or was recognised for: it is nothing without the programme."""
_ENDS = (t.RDF + "subject", t.RDF + "predicate", t.RDF + "object")


def keep_confident(facts: Iterable[Fact], minimum: Decimal) -> frozenset[Fact]:
    """The facts less the evidence rated below ``minimum`` and the things that rest on such evidence alone.

    Evidence that no measurement has rated stays: its confidence is unknown, not low.
    """
    every = Facts(facts)
    kept = confident(every, every.groups, minimum)
    return frozenset(chain.from_iterable(said for _, said in kept()))


def confident(facts: Facts, groups: Groups, minimum: Decimal) -> Groups:
    """The same by subject, of as many facts as there are."""
    low = _low(facts, groups, minimum)
    gone = {
        node
        for node, said, rows in beside(groups(), low)
        if {f.object for f in said if f.predicate == _EVIDENCE} <= {piece for _, piece in rows}
        and not any(f.predicate == _TYPE and f.object in _KEPT for f in said)
    }
    gone |= {node for node, said in groups() if any(f.predicate in _FOR and f.object in gone for f in said)}

    def left() -> Iterator[Group]:
        for subject, said, rows in _with(groups(), low):
            if subject in gone or _is_low(said, minimum):
                continue
            weak = {piece for _, piece in rows}
            kept = [f for f in said if f.datatype or (f.object not in gone and f.object not in weak)]
            yield subject, _counted(said, kept)

    lost = _parts_lost(groups, gone)
    held = {o for _, said in left() for o in _parts(said) if o in lost} if lost else set()
    return _without_orphans(left, lost - held)


def _low(facts: Facts, groups: Groups, minimum: Decimal) -> Grouped[tuple[str, ...]]:
    """Rows of what rests on evidence rated below ``minimum``, each with such a piece."""
    pieces, low = facts.fresh(), facts.fresh()
    for node, said in groups():
        pieces.update((f.object, node) for f in said if f.predicate == _EVIDENCE)
    for piece, said, rows in beside(groups(), pieces):
        if _is_low(said, minimum):
            low.update((node, piece) for _, node in rows)
    return low


def _is_low(said: Iterable[Fact], minimum: Decimal) -> bool:
    return any(f.predicate == t.DJ + "confidence" and Decimal(f.object) < minimum for f in said)


def _with(
    groups: Iterable[Group], rows: Grouped[tuple[str, ...]]
) -> Iterator[tuple[str, list[Fact], list[tuple[str, ...]]]]:
    """All groups with the rows of their subject."""
    others = rows.groups()
    first, same = next(others, (None, []))
    for subject, said in groups:
        while first is not None and first < subject:
            first, same = next(others, (None, []))
        yield subject, said, same if first == subject else []


def _counted(before: Iterable[Fact], kept: list[Fact]) -> list[Fact]:
    """The number of parts that are left, where there were parts."""
    if next(_parts(before), None) is None:
        return kept
    parts = str(sum(1 for _ in _parts(kept)))
    found = t.DJ + "foundCount"
    return [f._replace(object=parts) if f.predicate == found else f for f in kept]


def _parts(said: Iterable[Fact]) -> Iterator[str]:
    return (f.object for f in said if f.predicate == _COMPONENT)


def _parts_lost(groups: Groups, gone: Collection[str]) -> set[str]:
    """The parts whose programme is gone, and those that are gone themselves."""
    return {part for subject, said in groups() for part in _parts(said) if subject in gone or part in gone}


def _without_orphans(left: Groups, lost: Collection[str]) -> Groups:
    """Components without their programme, lists without one, and reasons without their edge go too."""
    orphans = {*lost, *(subject for subject, said in left() if _is_orphan(said))}

    def kept() -> Iterator[Group]:
        for subject, said in left():
            if subject not in orphans:
                yield subject, [f for f in said if f.datatype or f.object not in orphans]

    return kept


def _is_orphan(said: Collection[Fact]) -> bool:
    predicates = {f.predicate for f in said}
    ends = sum(p in predicates for p in _ENDS)
    return 0 < ends < len(_ENDS) or (
        OF not in predicates and any(f.predicate == _TYPE and f.object == LIST for f in said)
    )
