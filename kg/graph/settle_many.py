"""The second pass over as many facts as there are: few are settled in memory, many key by key (:mod:`kg.graph.keyed`) over sorted runs
in files. The result is the same.

Facts come by their subject, in order; what a step has to know of other subjects are small maps (which nodes are others, which
parts do not stand, which reasons are idle) and rows that come in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from operator import itemgetter

from kg.graph.keyed import CLAIM, POLICIES, PROGRAMMES, ends, held, home, owner, renamed, without_parts
from kg.graph.ordered import Facts, Group, Groups, beside, joined
from kg.graph.same import Apart, Clue, Same, clues, matches, same_of
from kg.graph.settle import ONCE, by_predicate, parts_dropped, settling
from kg.model import Fact

_OBJECT = itemgetter(2)
_ONCE = frozenset(ONCE)


def settled(facts: Facts, apart: Apart = frozenset()) -> Groups:
    """The facts of the corpus, by subject, from the union of the facts of its documents; names in ``apart`` are not one thing."""
    if facts.few:
        found = facts.other()
        found.update(settling(facts.loose(), apart))
        return found.groups
    same = _same(facts, apart)
    nodes = {**same.ways, **same.policies}
    groups = _replaced(facts, facts.groups, nodes, lambda fact: renamed((fact,), same))
    dropped, lists = _parts(facts, groups, same)
    groups = _replaced(facts, groups, dropped, lambda fact: without_parts((fact,), dropped), lists)
    return _standing(facts, lambda: map(_held, groups()))


def _same(facts: Facts, apart: Apart) -> Same:
    rows = facts.fresh()
    for node, said in facts.groups():
        if node.startswith((PROGRAMMES, POLICIES)):
            rows.update(clues(node, said))
    return same_of((m for key, found in rows.groups() for m in matches(key, map(Clue._make, found))), apart)


def _replaced(
    facts: Facts,
    groups: Groups,
    nodes: Collection[str],
    change: Callable[[Fact], Iterable[Fact]],
    more: Iterable[Fact] = (),
) -> Groups:
    """The facts with those changed that one of the nodes is subject or object of, and with ``more``."""
    if not nodes:
        return groups
    known = frozenset(nodes)

    def touched(subject: str, said: list[Fact]) -> list[Fact]:
        if subject in known:
            return said
        if known.isdisjoint(map(_OBJECT, said)):
            return []
        return [f for f in said if not f.datatype and f.object in known]

    added = facts.other()
    added.update(more)
    for group in groups():
        added.update(chain.from_iterable(map(change, touched(*group))))

    def left() -> Iterator[Group]:
        for subject, said in groups():
            if not (gone := touched(subject, said)):
                yield subject, said
            elif kept := [f for f in said if f not in gone]:
                yield subject, kept

    return lambda: joined(left(), added.groups())


def _parts(facts: Facts, groups: Groups, same: Same) -> tuple[dict[str, str], Facts]:
    """The parts that do not stand, each with its programme, and what is said of the lists that they come from. The parts of
    a programme follow it, but for those of one that another stands for."""
    dropped: dict[str, str] = {}
    lists = facts.other()

    def take(group: Iterable[Fact]) -> None:
        gone, said = parts_dropped(by_predicate(group))
        dropped.update(gone)
        lists.update(said)

    apart = {*same.ways, *same.ways.values()}
    elsewhere = facts.fresh()
    of, held_together = "", list[Fact]()
    for subject, said in groups():
        if not subject.startswith(PROGRAMMES):
            continue
        if (programme := owner(subject)) in apart:
            key = home(subject, same)
            elsewhere.update((key, *fact) for fact in said)
            continue
        if programme != of:
            take(held_together)
            of, held_together = programme, []
        held_together += said
    take(held_together)
    for _, rows in elsewhere.groups():
        take(Fact(*row[1:]) for row in rows)
    return dropped, lists


def _held(group: Group) -> Group:
    """One subject with one value for what holds once, and with what is counted of it."""
    subject, said = group
    once = [f[1] for f in said if f[1] in _ONCE]
    if len(set(once)) == len(once) and not subject.startswith((PROGRAMMES, POLICIES)):
        return group
    return subject, held(said)


def _standing(facts: Facts, groups: Groups) -> Groups:
    """Without the reasons for edges that the second pass took away."""
    reasons = facts.fresh()
    for claim, said in groups():
        if any(f.object == CLAIM for f in said) and (edge := ends(said)) is not None:
            reasons.update([(edge.subject, edge.predicate, edge.object, claim)])
    idle: set[str] = set()
    for _, said, rows in beside(groups(), reasons):
        edges = {(f.predicate, f.object) for f in said if not f.datatype}
        idle.update(row[3] for row in rows if row[1:3] not in edges)
    return lambda: (group for group in groups() if group[0] not in idle)
