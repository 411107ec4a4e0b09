"""The second pass by key, for graphs that no one process holds: each step looks at the facts of one key at a time.

1. :func:`clues` of each programme, formula and policy document say by which words another node could be the same thing;
   :func:`matches` of the clues of one key tell which nodes are; :func:`same_of` makes of all matches the one small map that
   everybody gets.
2. :func:`renamed` takes the facts through that map, one by one.
3. :func:`lists_of` the facts of a programme and its parts (:func:`owner`) keeps one list of parts and tells the parts that
   do not stand; :func:`kg.graph.settle.without_part` takes the facts that elsewhere refer to them.
4. :func:`held` of the facts of one subject: what holds once, and what is counted.
5. :func:`ends` of a claim and the edge that it is about are compared; a claim whose edge is gone goes too.

:func:`settle_by_key` is all of it in memory; a test holds that it gives what :func:`kg.graph.settle.settle` gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from kg.graph import terms as t
from kg.graph.settle import (
    by_predicate,
    every,
    final_node,
    found_counts,
    hold_once,
    kept_apart,
    parts_dropped,
    renaming,
    without_part,
)
from kg.graph.settle_policies import named_by_title
from kg.model import Fact

PROGRAMMES, POLICIES = t.ID + "prog/", t.ID + "policy/"
CLAIM = t.RDF + "Statement"
_TYPE = t.RDF + "type"
_CLASSES = {
    t.DJ + "Programme": "1",
    t.DJ + "Formula": "2",
    t.DJ + "PolicyDocument": "0",
}
_NAME, _ALIAS, _NUMBERED, _TITLED = "name", "alias", "numbered", "titled"
_BETWEEN = "\x1f"

Apart = frozenset[frozenset[str]]
Member = TypeVar("Member")


class Clue(NamedTuple):
    """A word by which a node may be another one: ``key`` brings together those to be compared, ``role`` says what the word is to the node."""

    key: str
    node: str
    role: str
    name: str
    words: str
    documents: str


class Match(NamedTuple):
    """A node that is another one, whose name is given; ``order`` is that of the steps."""

    order: str
    node: str
    other: str
    name: str


@dataclass(frozen=True, slots=True)
class Same:
    """Which nodes are others: programmes and formulas first, then policy documents."""

    ways: Mapping[str, str] = field(default_factory=dict)
    policies: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def owner(node: str) -> str:
    """The programme that a part belongs to; any other node itself."""
    return node.partition("-")[0] if node.startswith(PROGRAMMES) else node


def is_part(node: str) -> bool:
    """Whether a node is a part of a programme."""
    return node.startswith(PROGRAMMES) and "-" in node[len(PROGRAMMES) :]


def of_document(evidence: str) -> str:
    """The key of the document that a piece of evidence is from."""
    return evidence.rsplit("/", 1)[-1].split("-")[0]


# --------------------------------------------------------------------------- 1. which nodes are one thing


def clues(node: str, facts: Iterable[Fact]) -> Iterator[Clue]:
    """What tells that a programme, a formula or a policy document may be another one, from all facts of the node."""
    said: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        said[fact.predicate].add(fact.object)
    name = min(said[t.SCHEMA + "name"], default="")
    documents = _BETWEEN.join(sorted({of_document(e) for e in said[t.DJ + "evidence"]}))
    classes = {_CLASSES[cls] for cls in said[_TYPE] if cls in _CLASSES}
    if "0" in classes:
        role = _NUMBERED if said[t.DCTERMS + "identifier"] else _TITLED
        for title in sorted({t.normal(title) for title in said[t.DCTERMS + "title"]}):
            yield Clue(f"0{_BETWEEN}{title}", node, role, name, "", documents)
    region = min(said[t.DCTERMS + "spatial"], default="")
    aliases = sorted(said[t.SKOS + "altLabel"])
    words = _BETWEEN.join((name, *aliases))
    for cls in sorted(classes - {"0"}):
        place = f"{cls}{_BETWEEN}{region}{_BETWEEN}"
        yield Clue(place + t.normal(name), node, _NAME, name, words, documents)
        for alias in sorted({t.normal(alias) for alias in aliases}):
            yield Clue(place + alias, node, _ALIAS, name, words, documents)


def matches(key: str, found: Iterable[Clue], apart: Apart = frozenset()) -> Iterator[Match]:
    """The nodes of one key that are others of them."""
    by_role: dict[str, dict[str, Clue]] = defaultdict(dict)
    for clue in found:
        by_role[clue.role][clue.node] = clue
    if key.startswith("0"):
        yield from _policies(by_role[_NUMBERED], by_role[_TITLED])
        return
    bearers = by_role[_ALIAS]
    for node, clue in by_role[_NAME].items():
        others = bearers.keys() - {node}
        if len(others) != 1:
            continue
        other = bearers[others.pop()]
        if not _met(clue, other) and not kept_apart(
            clue.words.split(_BETWEEN), other.words.split(_BETWEEN), apart
        ):
            yield Match(key[0], node, other.node, other.name)


def _policies(numbered: Mapping[str, Clue], titled: Mapping[str, Clue]) -> Iterator[Match]:
    if len(numbered) != 1:
        return
    (one,) = numbered.values()
    for node, clue in titled.items():
        if not _met(clue, one):
            yield Match("0", node, one.node, one.name)


def _met(one: Clue, other: Clue) -> bool:
    """Whether one document speaks of both, and so keeps them apart."""
    return bool(_documents(one) & _documents(other))


def _documents(clue: Clue) -> Set[str]:
    return set(clue.documents.split(_BETWEEN)) if clue.documents else set()


def same_of(found: Iterable[Match]) -> Same:
    """The one map of all matches."""
    first: dict[str, str] = {}
    policies: dict[str, str] = {}
    names: dict[str, str] = {}
    for match in sorted(found):
        (policies if match.order == "0" else first)[match.node] = match.other
        names[match.other] = match.name
    ways = {node: final_node(first, node) for node in sorted(first)}
    return Same({o: n for o, n in ways.items() if o != n}, policies, names)


# --------------------------------------------------------------------------- 2. and what becomes of their facts


def renamed(facts: Iterable[Fact], same: Same) -> Iterator[Fact]:
    """The facts with nodes taken for the others that they are."""
    for fact in facts:
        said: Fact | None = fact
        for nodes in (same.ways, same.policies):
            if said is not None and (
                said.subject in nodes or (not said.datatype and said.object in nodes)
            ):
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
    same = same_of(match for key, group in alike for match in matches(key, group, apart))
    taken: list[Fact] = []
    dropped: dict[str, str] = {}
    for _, group in _by(lambda f: home(f.subject, same), renamed(facts, same)):
        kept, gone = lists_of(group)
        taken += kept
        dropped |= gone
    once = {
        fact
        for _, said in _by(lambda f: f.subject, set(without_parts(taken, dropped)))
        for fact in held(said)
    }
    idle = {
        node
        for node, said in _by(lambda f: f.subject, once)
        if (edge := ends(said)) is not None and edge not in once
    }
    return frozenset(f for f in once if f.subject not in idle)


def _by(
    key: Callable[[Member], str], members: Iterable[Member]
) -> Iterator[tuple[str, list[Member]]]:
    found: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        found[key(member)].append(member)
    return iter(found.items())
