"""Which nodes of several documents are one thing, told by the words that they go by.

1. :func:`clues` of each programme, formula and policy document say by which words another node could be the same thing.
2. :func:`matches` of the clues of one key tell which nodes are.
3. :func:`same_of` makes of all matches one small map.

Programmes and formulas of one region are one thing where the name of the one is a name of exactly one other, or where they
share a name of their own that is telling: of four characters or more, or a numeral abbreviation, as within a document. Names
are compared without separators, so “甲来、乙到” and “甲来，乙到” are one. What one document keeps apart (two
“三张清单” of one county) stays apart, and so does what a person has said is not the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.graph import terms as t
from kg.model import Fact
from kg.rules.programmes import numerals

_TYPE, _OTHER = t.RDF + "type", t.DK + "other"
_POLICY = "0"
CLASSES = {t.DJ + "Programme": "1", t.DJ + "Formula": "2", t.DJ + "PolicyDocument": _POLICY}
WORDS = (
    t.RDF + "type",
    t.SCHEMA + "name",
    t.SKOS + "altLabel",
    t.DCTERMS + "type",
    t.DCTERMS + "spatial",
    t.DCTERMS + "title",
    t.DCTERMS + "identifier",
    t.DJ + "evidence",
)
"""The predicates that :func:`clues` asks for."""
_NAME, _ALIAS, _NUMBERED, _TITLED = "name", "alias", "numbered", "titled"
_BETWEEN = "\x1f"
_TELLING = 4  # characters of a name that hardly two things of one region bear
_SEPARATORS = str.maketrans("", "", "、,;·•")

Apart = frozenset[frozenset[str]]


class Clue(NamedTuple):
    """A word by which a node may be another one: ``key`` brings together those to be compared, ``role`` says what the word is to the node."""

    key: str
    node: str
    role: str
    name: str
    words: str
    documents: str
    kind: str


class Match(NamedTuple):
    """Two nodes that are one thing, each with its name, its words, the documents that speak of it and its kind; ``order`` is that of the steps."""

    order: str
    node: str
    name: str
    words: str
    documents: str
    kind: str
    other: str
    other_name: str
    other_words: str
    other_documents: str
    other_kind: str


@dataclass(frozen=True, slots=True)
class Same:
    """Which nodes are others: programmes and formulas first, then policy documents; and the names of those others."""

    ways: Mapping[str, str] = field(default_factory=dict)
    policies: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def of_document(evidence: str) -> str:
    """The key of the document that a piece of evidence is from."""
    return evidence.rsplit("/", 1)[-1].split("-")[0]


def kept_apart(one: Iterable[str], two: Iterable[str], apart: Apart) -> bool:
    """Whether somebody has said that one of some names and one of others are not one thing."""
    first, second = ({t.normal(word) for word in words} for words in (one, two))
    return any(frozenset((a, b)) in apart for a in first for b in second if a != b)


def clues(node: str, facts: Iterable[Fact]) -> Iterator[Clue]:
    """What tells that a programme, a formula or a policy document may be another one, from all facts of the node."""
    said: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        said[fact.predicate].add(fact.object)
    name = min(said[t.SCHEMA + "name"], default="")
    documents = _BETWEEN.join(sorted({of_document(e) for e in said[t.DJ + "evidence"]}))
    kind = min(said[t.DCTERMS + "type"] - {_OTHER}, default="")
    classes = {CLASSES[cls] for cls in said[_TYPE] if cls in CLASSES}
    if _POLICY in classes:
        role = _NUMBERED if said[t.DCTERMS + "identifier"] else _TITLED
        for title in sorted({t.normal(title) for title in said[t.DCTERMS + "title"]}):
            yield Clue(f"{_POLICY}{_BETWEEN}{title}", node, role, name, "", documents, kind)
    region = min(said[t.DCTERMS + "spatial"], default="")
    aliases = sorted(said[t.SKOS + "altLabel"])
    words = _BETWEEN.join((name, *aliases))
    for cls in sorted(classes - {_POLICY}):
        place = f"{cls}{_BETWEEN}{region}{_BETWEEN}"
        yield Clue(place + _folded(name), node, _NAME, name, words, documents, kind)
        for alias in sorted({_folded(alias) for alias in aliases}):
            yield Clue(place + alias, node, _ALIAS, name, words, documents, kind)


def _folded(name: str) -> str:
    """A name as names of one region are compared."""
    return t.normal(name).translate(_SEPARATORS)


def matches(key: str, found: Iterable[Clue]) -> Iterator[Match]:
    """The nodes of one key that are one thing."""
    by_role: dict[str, dict[str, Clue]] = defaultdict(dict)
    for clue in found:
        by_role[clue.role][clue.node] = clue
    if key.startswith(_POLICY):
        if len(by_role[_NUMBERED]) == 1:
            (one,) = by_role[_NUMBERED].values()
            yield from (_match(key, clue, one) for clue in by_role[_TITLED].values())
        return
    bearers = by_role[_ALIAS]
    every = {**by_role[_NAME], **bearers}
    if _telling(*key.split(_BETWEEN)[1:]) and not _met(every.values()):
        best = max(every.values(), key=_rank)
        yield from (_match(key, clue, best) for node, clue in every.items() if node != best.node)
        return
    for node, clue in by_role[_NAME].items():
        others = bearers.keys() - {node}
        if len(others) == 1:
            yield _match(key, clue, bearers[others.pop()])


def _match(key: str, one: Clue, other: Clue) -> Match:
    return Match(key[0], *_card(one), *_card(other))


def _card(clue: Clue) -> tuple[str, str, str, str, str]:
    return clue.node, clue.name, clue.words, clue.documents, clue.kind


def _telling(region: str, word: str) -> bool:
    """Whether two things of a region hardly share a name; of those whose region is not known nothing is told."""
    if not region or numerals.counts_things(word):
        return False
    return len(word) >= _TELLING or numerals.is_abbreviation(word)


def _rank(clue: Clue) -> tuple[bool, bool, int, int, str]:
    """The name that says most: one with its kind word (its own words are another name then), of a known kind, in most documents, the longest."""
    documents = len(clue.documents.split(_BETWEEN))
    return _BETWEEN in clue.words, bool(clue.kind), documents, len(clue.name), clue.node


def _met(every: Iterable[Clue]) -> bool:
    """Whether one document speaks of two of them, and so keeps them apart."""
    seen: set[str] = set()
    for clue in every:
        documents = _documents(clue.documents)
        if documents & seen:
            return True
        seen |= documents
    return False


def _documents(words: str) -> Set[str]:
    return set(words.split(_BETWEEN)) if words else set()


@dataclass(slots=True)
class _Thing:
    """Nodes that were found to be one thing: the documents that speak of them and the words that they go by."""

    nodes: dict[str, Clue]
    documents: set[str]
    words: set[str]


def same_of(found: Iterable[Match], apart: Apart = frozenset()) -> Same:
    """The one map of all matches; none joins what one document speaks of twice, or what ``apart`` says are two."""
    things: dict[str, _Thing] = {}
    policies: dict[str, str] = {}
    names: dict[str, str] = {}

    def thing(node: str, name: str, words: str, documents: str, kind: str) -> _Thing:
        clue = Clue("", node, _NAME, name, words, documents, kind)
        new = _Thing({node: clue}, set(_documents(documents)), set(words.split(_BETWEEN)))
        return things.setdefault(node, new)

    for match in sorted(found):
        if match.order == _POLICY:
            if not _documents(match.documents) & _documents(match.other_documents):
                policies[match.node] = match.other
                names[match.other] = match.other_name
            continue
        one, two = thing(*match[1:6]), thing(*match[6:])
        if one is two or one.documents & two.documents or kept_apart(one.words, two.words, apart):
            continue
        joined = _Thing(one.nodes | two.nodes, one.documents | two.documents, one.words | two.words)
        things.update(dict.fromkeys(joined.nodes, joined))
    ways: dict[str, str] = {}
    for node, of in things.items():
        best = max(of.nodes.values(), key=_rank)
        if node != best.node:
            ways[node] = best.node
            names[best.node] = best.name
    return Same(ways, policies, names)
