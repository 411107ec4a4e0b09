"""The second pass by key, for graphs that no one process holds: each step looks at the facts of one key at a time.

1. :mod:`kg.graph.same`: clues of each programme, formula and policy document, matches of the clues of one key, and of all
   matches the one small map that everybody gets.
2. :func:`renamed` takes the facts through that map, one by one.
3. :func:`lists_of` the facts of a programme and its parts (:func:`owner`) keeps one list of parts and tells the parts that
   do not stand; :func:`kg.graph.settle.without_part` takes the facts that elsewhere refer to them.
4. :func:`held` of the facts of one subject: what holds once, and what is counted.
5. :func:`ends` of a claim and the edge that it is about are compared; a claim whose edge is gone goes too.

:func:`settle_by_key` is all of it in memory; a test holds that it gives what :func:`kg.graph.settle.settle` gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from kg.graph import terms as t
from kg.graph.same import Apart, Same, clues, matches, same_of
from kg.graph.settle import by_predicate, every, found_counts, hold_once, parts_dropped, renaming, without_part
from kg.graph.settle_policies import named_by_title
from kg.model import Fact

PROGRAMMES, POLICIES = t.ID + "prog/", t.ID + "policy/"
CLAIM = t.RDF + "Statement"
_TYPE = t.RDF + "type"
Member = TypeVar("Member")


def owner(node: str) -> str:
    """The programme that a part belongs to; any other node itself."""
    return node.partition("-")[0] if node.startswith(PROGRAMMES) else node


# --------------------------------------------------------------------------- 2. what becomes of the facts of one thing


def renamed(facts: Iterable[Fact], same: Same) -> Iterator[Fact]:
    """The facts with nodes taken for the others that they are."""
    for fact in facts:
        said: Fact | None = fact
        for nodes in (same.ways, same.policies):
            if said is not None and (said.subject in nodes or (not said.datatype and said.object in nodes)):
                said = renaming(said, nodes, same.names)
        if said is not None:
            yield said


def home(node: str, same: Same) -> str:
    """The key by which a programme and its parts come together once facts are renamed."""
    return same.ways.get(of := owner(node), of)


# --------------------------------------------------------------------------- 3. to 5.


def lists_of(facts: Iterable[Fact]) -> tuple[list[Fact], dict[str, str]]:
    """The facts of a programme and its parts with one list of parts, and the parts that do not stand with the programme."""
    known = by_predicate(facts)
    dropped, lists = parts_dropped(known)
    kept = [*without_parts(every(known), dropped), *lists]
    return kept, dropped


def without_parts(facts: Iterable[Fact], dropped: Mapping[str, str]) -> Iterator[Fact]:
    """The facts without those parts, wherever they are spoken of."""
    for fact in facts:
        touched = fact.subject in dropped or (not fact.datatype and fact.object in dropped)
        said = without_part(fact, dropped) if touched else fact
        if said is not None:
            yield said


def held(facts: Iterable[Fact]) -> list[Fact]:
    """The facts of one subject with one value for what holds once, and with what is counted of it."""
    known = hold_once(named_by_title(by_predicate(facts)))
    return [*every(known), *found_counts(known)]


def ends(facts: Iterable[Fact]) -> Fact | None:
    """The edge that a claim is about; ``None`` for what is no claim."""
    said: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        said[fact.predicate].add(fact.object)
    if CLAIM not in said[_TYPE]:
        return None
    return Fact(*(min(said[t.RDF + p], default="") for p in ("subject", "predicate", "object")))


def settle_by_key(union: Iterable[Fact], apart: Apart = frozenset()) -> frozenset[Fact]:
    """What :func:`kg.graph.settle.settle` gives, key by key."""
    facts = set(union)
    found = [clue for node, said in _by(lambda f: f.subject, facts) for clue in clues(node, said)]
    alike = _by(lambda clue: clue.key, found)
    same = same_of((match for key, group in alike for match in matches(key, group)), apart)
    taken: list[Fact] = []
    dropped: dict[str, str] = {}
    for _, group in _by(lambda f: home(f.subject, same), renamed(facts, same)):
        kept, gone = lists_of(group)
        taken += kept
        dropped |= gone
    once = {fact for _, said in _by(lambda f: f.subject, set(without_parts(taken, dropped))) for fact in held(said)}
    idle = {
        node for node, said in _by(lambda f: f.subject, once) if (edge := ends(said)) is not None and edge not in once
    }
    return frozenset(f for f in once if f.subject not in idle)


def _by(key: Callable[[Member], str], members: Iterable[Member]) -> Iterator[tuple[str, list[Member]]]:
    found: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        found[key(member)].append(member)
    return iter(found.items())
