"""Score how far two programmes are the same way of working, and say why.

The evidence is the name, the components (or the partners of a formula), the kind and the sector. What one
of the two does not tell is left out of the sum, not counted against them. Two readings are weighed, one
led by the name and one by the components; the better one counts. From :data:`THRESHOLD` on two programmes
correspond.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kg.use.compare.parts import broad_partner, named, partner_weight, partners_score, parts_score
from kg.use.compare.wording import STOCK, SUPPORT, Name, Token, bare, each, fold, name, overlap
from kg.use.records import PartOf, ProgrammeOf

THRESHOLD = 0.66
HOMONYM = 0.2
NAMED = 0.43  # below it a name is no reason to correspond, whatever else agrees
ACTORS_LEAST = 0.6  # what two formulas must share: (.66 - .15) / .85
PARTS_LEAST = 0.6  # what parts must have in common where the names have little
EACH_OF_OTHERS = 0.6  # 一村一策, 一企一策
COUNTED_OR_NOT = 0.8  # 七代办, 代办制
LED_FROM = 3  # parts from which the reading led by the components counts
WEIGHTS = {"name": 0.6, "parts": 0.3, "kind": 0.05, "sector": 0.05}
FORMULA_WEIGHTS = {"actors": 0.85, "name": 0.1, "kind": 0.05}
PARTS_LED = {"parts": 0.85, "name": 0.15}


class Relation(StrEnum):
    """How the programmes of a row relate.

    ``shared``: the same name; ``renamed``: the same in other words; ``alike``: corresponding by name and
    structure; ``homonym``: the same name for other contents, which is no correspondence; ``only``: in
    one region alone.
    """

    SHARED = "shared"
    RENAMED = "renamed"
    ALIKE = "alike"
    HOMONYM = "homonym"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One term of a score: ``what`` is name, parts, actors, kind or sector."""

    what: str
    value: float
    weight: float
    a: str = ""
    b: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The likeness of two programmes with its terms; ``relation`` is ``only`` below the threshold."""

    value: float
    relation: Relation
    evidence: tuple[Evidence, ...] = ()

    @property
    def matches(self) -> bool:
        """Whether the two correspond."""
        return self.relation in (Relation.SHARED, Relation.RENAMED, Relation.ALIKE)


NOTHING = Score(0.0, Relation.ONLY)


Content = tuple[bool, tuple[str, ...], tuple[tuple[str, str], ...], str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What is compared of a programme: two with the same names, parts, kind and sector have the same features.

    ``keys`` are the blocking keys of the names, ``part_keys`` those of the parts (three or more) or of the
    partners of a formula: two programmes correspond only where they share one of either. ``words_of_parts`` are the keys of all parts.
    """

    key: Content
    formula: bool
    names: tuple[Name, ...]
    parts: tuple[PartOf, ...]
    kind: str
    sector: str
    keys: frozenset[str]
    part_keys: frozenset[str]
    words_of_parts: frozenset[str]

    @property
    def printed(self) -> str:
        """A name of it, as printed."""
        return self.names[0].printed


def content(programme: ProgrammeOf) -> Content:
    """What decides how a programme is compared, as a key that can be sorted."""
    return (
        programme.formula,
        tuple(dict.fromkeys((programme.name, *programme.aliases))),
        tuple((p.name, p.actor or "") for p in programme.parts),
        programme.kind or "",
        programme.sector or "",
    )


def features(programme: ProgrammeOf) -> Features:
    """Read what is compared."""
    return read(content(programme))


def read(key: Content) -> Features:
    """Read what is compared of a content."""
    formula, printed, parts, kind, sector = key
    names = tuple(dict.fromkeys(map(name, printed)))
    # 三张清单 alone says less than 资源、需求“三张清单”, 石榴红 less than “石榴红”养老驿站
    telling = tuple(n for n in names if n.rest or not (n.counted or n.stock))
    names = telling or names
    best: dict[str, Name] = {}
    for one in names:  # an alias with the same core adds nothing, unless the core is but a count
        if one.core not in best or (one.counted and len(one.rest) > len(best[one.core].rest)):
            best[one.core] = one
    names = tuple(n for n in names if best[n.core] is n)
    plain = tuple(PartOf(name=n, actor=a or None) for n, a in parts)
    return Features(
        key,
        formula,
        names,
        plain,
        kind,
        sector,
        frozenset(key for n in names for key in name_keys(n)),
        frozenset(_part_keys(plain, formula=formula)),
        frozenset(key for part in plain for key in part_keys(part.name)),
    )


def name_keys(one: Name) -> Iterable[str]:
    """Blocking keys of a name: its core, its scheme, telling words and pairs of telling characters."""
    yield "=" + one.core
    if one.pattern:
        yield "~" + one.pattern
    yield from _token_keys(one.tokens)


def _part_keys(parts: Sequence[PartOf], *, formula: bool) -> Iterable[str]:
    if formula:
        for part in filter(named, parts):
            yield from partner_keys(part)
    elif len(parts) >= LED_FROM:
        for part in parts:
            yield from part_keys(part.name)


@lru_cache(maxsize=65536)
def partner_keys(part: PartOf) -> frozenset[str]:
    """Blocking keys of a partner: its role and its telling words."""
    return frozenset(("@" + broad_partner(part), *part_keys(part.name)))


def could_be_partners(a: Features, b: Features) -> bool:
    """Whether enough partners of two formulas can be alike: cheap, and never false where they are."""
    both = total = 0.0
    for one, other in ((a, b), (b, a)):
        for part in filter(named, one.parts):
            weight = partner_weight(part)
            total += weight
            if not partner_keys(part).isdisjoint(other.part_keys):
                both += weight
    return both >= ACTORS_LEAST * total


@lru_cache(maxsize=65536)
def part_keys(words: str) -> tuple[str, ...]:
    """Blocking keys of a part; one made of common words alone has but the whole as its key."""
    return tuple(_token_keys(name(words).tokens)) or ("=" + bare(fold(words)),)


def _token_keys(tokens: tuple[Token, ...]) -> Iterable[str]:
    """Keys of the words that set a name apart; words of the whole field are in half of all names."""
    for i, token in enumerate(tokens):
        telling = token.weight >= len(token.text) or token.text in STOCK
        if telling and token.group >= 0:
            yield f"g{token.group}"
        elif telling and len(token.text) > 1:
            yield token.text
        elif i + 1 < len(tokens) and len(token.text) == len(tokens[i + 1].text) == 1:
            two = token.text + tokens[i + 1].text
            yield from (two,) if telling or tokens[i + 1].weight >= 1 else ()


def candidates(a: Features, b: Features) -> bool:
    """Whether the two could correspond at all: they share a key."""
    if a.formula != b.formula:
        return False
    return not (a.keys.isdisjoint(b.keys) and a.part_keys.isdisjoint(b.part_keys))


def score(a: Features, b: Features) -> Score:
    """How far two programmes correspond."""
    if not candidates(a, b):
        return NOTHING
    named, same, terms = _names(a, b)
    if not same and named < NAMED and a.part_keys.isdisjoint(b.part_keys):
        return NOTHING
    literal = same and bool({n.literal for n in a.names} & {n.literal for n in b.names})
    if a.formula:
        evidence = _formula_evidence(a, b, named, terms)
        value = _sum(evidence)
    else:
        evidence = _evidence(a, b, named, terms)
        value = _sum(evidence)
        led = _led_by_parts(evidence)
        if led and _sum(led) > value:
            evidence, value = led, _sum(led)
    relation = _relation(value, named, same, evidence)
    if relation is Relation.SHARED and not literal:
        relation = Relation.RENAMED  # one name in another wording: 网格化治理, 网格化管理
    if same and relation in (Relation.SHARED, Relation.RENAMED):
        value = max(value, THRESHOLD)
    return Score(round(value, 3), relation, evidence)


def _relation(value: float, named: float, same: bool, evidence: tuple[Evidence, ...]) -> Relation:
    parts = next((e.value for e in evidence if e.what in ("parts", "actors")), None)
    if same and parts is not None and parts < HOMONYM:
        return Relation.HOMONYM
    if value < THRESHOLD and any(e.what == "actors" for e in evidence):
        return Relation.ONLY  # a family name (党支部+) of formulas with other partners
    if same and named >= 0.9:
        return Relation.SHARED
    if same and parts is None and not any(e.what == "kind" for e in evidence):
        return Relation.ONLY  # a bare count (1+N) with nothing else to compare
    if value < THRESHOLD:
        return Relation.ONLY
    if same:
        return Relation.SHARED
    return Relation.RENAMED if named >= 0.85 else Relation.ALIKE


def _sum(evidence: Iterable[Evidence]) -> float:
    terms = tuple(evidence)
    weight = sum(e.weight for e in terms)
    return sum(e.value * e.weight for e in terms) / weight if weight else 0.0


def _evidence(a: Features, b: Features, named: float, terms: tuple[str, str]) -> tuple[Evidence, ...]:
    one, two = a, b
    found = [Evidence("name", round(named, 3), WEIGHTS["name"], *terms)]
    if len(one.parts) > 1 and len(two.parts) > 1:
        alike = parts_score(one.parts, two.parts)
        counts = (str(len(one.parts)), str(len(two.parts)))
        found.append(Evidence("parts", round(alike, 3), WEIGHTS["parts"], *counts))
    found += _same_field("kind", one.kind, two.kind, WEIGHTS["kind"])
    found += _same_field("sector", one.sector, two.sector, WEIGHTS["sector"])
    return tuple(found)


def _formula_evidence(a: Features, b: Features, named: float, terms: tuple[str, str]) -> tuple[Evidence, ...]:
    one, two = a, b
    found = []
    partners = partners_score(one.parts, two.parts)
    if partners is not None:
        weight = FORMULA_WEIGHTS["actors"]
        found.append(Evidence("actors", round(partners, 3), weight, *_partner_lists(one, two)))
    found.append(Evidence("name", round(named, 3), FORMULA_WEIGHTS["name"], *terms))
    if partners is not None:
        found += _same_field("kind", one.kind, two.kind, FORMULA_WEIGHTS["kind"])
    return tuple(found)


def _partner_lists(a: Features, b: Features) -> tuple[str, str]:
    return "、".join(p.name for p in a.parts), "、".join(p.name for p in b.parts)


def _same_field(what: str, a: str, b: str, weight: float) -> list[Evidence]:
    if not a or not b or "其他" in (a, b):
        return []
    return [Evidence(what, float(a == b), weight, a, b)]


def _led_by_parts(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The reading led by the components, where both spell out three or more."""
    parts = next((e for e in evidence if e.what == "parts"), None)
    if parts is None or min(int(parts.a), int(parts.b)) < LED_FROM:
        return ()
    kept = (e for e in evidence if e.what in PARTS_LED)
    return tuple(Evidence(e.what, e.value, PARTS_LED[e.what], e.a, e.b) for e in kept)


def _names(a: Features, b: Features) -> tuple[float, bool, tuple[str, str]]:
    """The best score over the names of both, whether the cores are equal, and the two names."""
    best, same, terms = 0.0, False, (a.printed, b.printed)
    for one in a.names:
        for two in b.names:
            value, equal = _names_alike(one.printed, two.printed)
            if (value, equal) > (best, same):
                best, same, terms = value, equal, (one.printed, two.printed)
    return best, same, terms


@lru_cache(maxsize=1 << 18)
def _names_alike(a: str, b: str) -> tuple[float, bool]:
    return names_alike(name(a), name(b))


def named_at_most(a: Name, b: Name) -> float:
    """A bound of :func:`names_alike`, cheap to reckon."""
    if a.core == b.core:
        return 1.0
    if a.counted or b.counted:
        return 0.0
    small, large = (a.bag, b.bag) if len(a.bag) <= len(b.bag) else (b.bag, a.bag)
    common = 0.0
    for word, weight in small.items():
        if word in large:
            common += max(weight, large[word])
    value = min(1.0, common / max(SUPPORT, (a.weight + b.weight) / 2))
    return 0.85 * value + 0.15 if a.rest and b.rest else value


def could_correspond(a: Features, b: Features, named_most: float) -> bool:
    """Whether two that are named no more alike than this can correspond by their names."""
    if a.formula:
        return named_most >= THRESHOLD
    alike = weight = 0.0
    for term in ("kind", "sector"):
        for found in _same_field(term, getattr(a, term), getattr(b, term), WEIGHTS[term]):
            alike += found.value * found.weight
            weight += found.weight
    most = alike + WEIGHTS["name"] * named_most
    weight += WEIGHTS["name"]
    if len(a.parts) > 1 and len(b.parts) > 1:
        weight += WEIGHTS["parts"]
        most += 0.0 if a.words_of_parts.isdisjoint(b.words_of_parts) else WEIGHTS["parts"]
    return most >= THRESHOLD * weight - 0.001


def names_alike(a: Name, b: Name) -> tuple[float, bool]:
    """How alike two names are, and whether their cores are equal.

    A core that is only a number of things (三张清单, 1+N) says little: the words around it decide.
    """
    around = overlap(a.rest_tokens, b.rest_tokens) if a.rest and b.rest else None
    if a.core == b.core:
        if a.counted:
            return (0.72 if around is None else 0.3 + 0.6 * around), True
        if a.stock:
            return 0.75, True
        return (1.0 if around is None or around >= 0.2 else 0.92), True
    if a.counted or b.counted:
        return 0.0, False
    value = overlap(a.tokens, b.tokens, support=True)
    if each(a.core) != each(b.core):
        value *= EACH_OF_OTHERS
    if a.numbered is not b.numbered:
        value *= COUNTED_OR_NOT
    if around is not None:
        value = 0.85 * value + 0.15 * around
    return min(value, 0.99), False
