"""The second pass: what only the union of all documents can tell.

``settle`` is a pure function of the set of facts, so the order in which documents were read cannot matter.

* Programmes, formulas and policy documents that :mod:`kg.graph.same` finds to be one thing are one node.
* Where documents spell out different components, the longest list stands (the smallest document key
  breaks ties); the others keep their evidence on the programme, and what they say otherwise (``dj:PartList``).
* A property that holds once (a type, a declared count) keeps one value, chosen by a stated order.
* ``dj:foundCount`` is stated from what is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from itertools import chain

from kg.graph import terms as t
from kg.graph.same import CLASSES, WORDS, Apart, Clue, clues, matches, of_document, same_of
from kg.graph.settle_lists import LIST, OF, other_lists
from kg.graph.settle_policies import named_by_title
from kg.model import Fact

_TYPE = t.RDF + "type"
_PROGRAMMES = (t.DJ + "Programme", t.DJ + "Formula")
_NAME, _ALSO = t.SCHEMA + "name", t.SKOS + "altLabel"
_OTHER = t.DK + "other"
ONCE = (
    t.DCTERMS + "type",
    t.ORG + "classification",
    t.DJ + "declaredCount",
    t.DJ + "sector",
    t.DJ + "kindWord",
    t.DJ + "linkReason",
    t.SCHEMA + "containedInPlace",
    t.SCHEMA + "name",
    t.SKOS + "prefLabel",
    t.DCTERMS + "publisher",
    t.DJ + "issuerLevel",
    t.SCHEMA + "validFrom",
    t.SCHEMA + "validThrough",
)


def settle(union: Iterable[Fact], apart: Apart = frozenset()) -> frozenset[Fact]:
    """The facts of the corpus from the union of the facts of its documents; names in ``apart`` are not one thing."""
    return frozenset(settling(union, apart))


def settling(union: Iterable[Fact], apart: Apart = frozenset()) -> Iterable[Fact]:
    """The same for whoever puts them in order anyway."""
    facts = _one_node(by_predicate(union), apart)
    facts = _one_list_of_parts(facts)
    facts = hold_once(facts)
    facts = _drop_dangling(facts)
    return chain(every(facts), found_counts(facts))


def merge(union: set[Fact], renamed: dict[str, str]) -> set[Fact]:
    """The facts with nodes taken for others, each keeping one list of parts and one value of what holds once."""
    facts = by_predicate(union)
    names = {s: min(fs).object for s, fs in _by_subject(facts, t.SCHEMA + "name").items()}
    return set(every(hold_once(_one_list_of_parts(_rename(facts, renamed, names)))))


def settle_again(union: set[Fact]) -> frozenset[Fact]:
    """The facts after something was changed or taken away: no reason, quotation, indicator or count without what it is for."""
    facts = by_predicate(union)
    facts.pop(t.DJ + "foundCount", None)
    facts = _without(facts, set(_instances(facts, LIST)) - {f.subject for f in facts.get(OF, ())})
    facts = _drop_dangling(facts)
    for cls, property_ in (
        ("Evidence", t.DJ + "evidence"),
        ("Sentence", t.DJ + "inSentence"),
        ("Indicator", t.SCHEMA + "variableMeasured"),
    ):
        used = {f.object for f in facts.get(property_, ())}
        facts = _without(facts, set(_instances(facts, t.DJ + cls)) - used)
    return frozenset(chain(every(facts), found_counts(facts)))


Facts = dict[str, set[Fact]]
"""Facts by their predicate: each step looks at the few predicates that it is about, not at all facts."""


def by_predicate(facts: Iterable[Fact]) -> Facts:
    """Facts by their predicate."""
    found: Facts = defaultdict(set)
    for fact in facts:
        found[fact.predicate].add(fact)
    return found


def every(facts: Facts) -> Iterable[Fact]:
    """All of them."""
    return chain.from_iterable(facts.values())


def _without(facts: Facts, subjects: Set[str]) -> Facts:
    if not subjects:
        return facts
    return by_predicate(f for f in every(facts) if f.subject not in subjects)


def _by_subject(facts: Facts, predicate: str) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts.get(predicate, ()):
        found[fact.subject].append(fact)
    return found


def _instances(facts: Facts, *classes: str) -> list[str]:
    return sorted({f.subject for f in facts.get(_TYPE, ()) if f.object in classes})


def _one_node(facts: Facts, apart: Apart) -> Facts:
    """One node for what several documents name."""
    known = set(_instances(facts, *CLASSES))
    said: dict[str, list[Fact]] = defaultdict(list)
    for predicate in WORDS:
        for fact in facts.get(predicate, ()):
            if fact.subject in known:
                said[fact.subject].append(fact)
    alike: dict[str, list[Clue]] = defaultdict(list)
    for clue in chain.from_iterable(clues(node, told) for node, told in said.items()):
        alike[clue.key].append(clue)
    same = same_of(chain.from_iterable(matches(*pair) for pair in alike.items()), apart)
    for nodes in (same.ways, same.policies):
        facts = _rename(facts, nodes, same.names)
    return named_by_title(facts)


def _rename(facts: Facts, renamed: Mapping[str, str], names: Mapping[str, str]) -> Facts:
    if not renamed:
        return facts
    for fact in _taken(facts, renamed):
        said = renaming(fact, renamed, names)
        if said is not None:
            facts[said.predicate].add(said)
    return facts


def renaming(fact: Fact, renamed: Mapping[str, str], names: Mapping[str, str]) -> Fact | None:
    """What becomes of a fact when nodes are taken for others, whose names are given; a former name is another name."""
    subject = renamed.get(fact.subject, fact.subject)
    target = renamed.get(fact.object, fact.object) if not fact.datatype else fact.object
    if fact.subject in renamed and fact.predicate in (t.SCHEMA + "name", t.SKOS + "prefLabel"):
        if fact.object == names.get(subject):
            return None
        return Fact(subject, t.SKOS + "altLabel", fact.object, "@zh-Hans")
    return Fact(subject, fact.predicate, target, fact.datatype) if subject != target else None


def _taken(facts: Facts, nodes: Mapping[str, str]) -> list[Fact]:
    """Take out the facts that one of the nodes is subject or object of."""
    found = [fact for fact in every(facts) if fact.subject in nodes or (not fact.datatype and fact.object in nodes)]
    for fact in found:
        facts[fact.predicate].remove(fact)
    return found


def _documents(facts: Facts, nodes: Collection[str]) -> dict[str, set[str]]:
    """The keys of the documents that each of the nodes has evidence in."""
    found: dict[str, set[str]] = {node: set() for node in nodes}
    for fact in facts.get(t.DJ + "evidence", ()):
        if fact.subject in found:
            found[fact.subject].add(of_document(fact.object))
    return found


def _lists(facts: Facts) -> dict[str, dict[str, list[str]]]:
    """For each programme the components that each document lists."""
    documents = _documents(facts, {f.object for f in facts.get(t.DJ + "component", ())})
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for programme, edges in _by_subject(facts, t.DJ + "component").items():
        for edge in edges:
            for document in documents[edge.object] or ("",):
                found[programme][document].append(edge.object)
    return found


def _one_list_of_parts(facts: Facts) -> Facts:
    """Keep one list of components for each programme; the evidence of the others moves to the programme."""
    dropped, lists = parts_dropped(facts)
    for fact in lists:
        facts[fact.predicate].add(fact)
    for fact in _taken(facts, dropped) if dropped else ():
        said = without_part(fact, dropped)
        if said is not None:
            facts[said.predicate].add(said)
    return facts


def parts_dropped(facts: Facts) -> tuple[dict[str, str], set[Fact]]:
    """The components that do not stand, each with its programme, and what is said of the lists that they come from."""
    dropped: dict[str, str] = {}
    others: list[tuple[str, list[str], dict[str, list[str]]]] = []
    for programme, lists in sorted(_lists(facts).items(), key=lambda kv: kv[0]):
        best = min(lists.items(), key=lambda kv: (-len(kv[1]), kv[0]))[1]
        every = {part for parts in lists.values() for part in parts}
        dropped |= dict.fromkeys(every - set(best), programme)
        rest = {document: parts for document, parts in lists.items() if parts != best}
        others.append((programme, best, rest))
    return dropped, other_lists(facts, others) if dropped else set()


def without_part(fact: Fact, dropped: Mapping[str, str]) -> Fact | None:
    """What becomes of a fact about components that do not stand: their evidence, and what is told under them, goes to the programme."""
    if fact.subject in dropped:
        if fact.predicate == t.DJ + "evidence":
            return Fact(dropped[fact.subject], fact.predicate, fact.object)
    elif fact.predicate == t.DJ + "reportedUnder":
        return Fact(fact.subject, fact.predicate, dropped[fact.object])
    return None


def _preference(fact: Fact) -> tuple[bool, int, str]:
    """The better value first: not “other”; a larger number; the longer words; then by spelling."""
    size = int(fact.object) if fact.datatype == t.XSD + "integer" else len(fact.object)
    return (fact.object == _OTHER, -size, fact.object)


def hold_once(facts: Facts) -> Facts:
    """One value of each property that holds once; a name that another document spells otherwise (“333”工程, 333工程) is another name."""
    for predicate in ONCE:
        for values in _by_subject(facts, predicate).values():
            if len(values) > 1:
                others = set(values) - {min(values, key=_preference)}
                facts[predicate] -= others
                if predicate == _NAME:
                    told = (Fact(f.subject, _ALSO, f.object, "@zh-Hans") for f in others)
                    facts.setdefault(_ALSO, set()).update(told)
    return facts


def _drop_dangling(facts: Facts) -> Facts:
    """A reason for an edge that the second pass took away goes with it."""
    ends = {
        p: {s: min(fs).object for s, fs in _by_subject(facts, t.RDF + p).items()}
        for p in ("subject", "predicate", "object")
    }

    def stands(claim: str) -> bool:
        subject, predicate, target = (ends[p].get(claim, "") for p in ends)
        return Fact(subject, predicate, target) in facts.get(predicate, ())

    claims = _instances(facts, t.RDF + "Statement")
    return _without(facts, {claim for claim in claims if not stands(claim)})


def found_counts(facts: Facts) -> set[Fact]:
    """How many parts were found of each programme that has, or announces, some."""
    parts = _by_subject(facts, t.DJ + "component")
    declared = _by_subject(facts, t.DJ + "declaredCount")
    return {
        Fact(node, t.DJ + "foundCount", str(len(parts.get(node, ()))), t.XSD + "integer")
        for node in _instances(facts, *_PROGRAMMES)
        if node in parts or node in declared
    }
