"""The cues of a candidate for a town or village: classes of what stands in it, before it, behind it and elsewhere.

A cue is a class of language, never a place: how well the characters fit the names of the gazetteer, whether words
of general language make up the name, what sort of word ends before it. ``kg/choose/weights/places.tsv`` gives each cue its weight
(see ``scripts/train_regions.py``); a candidate is a place where the sum is above zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg import patterns as re
from kg.choose import linear
from kg.choose.linear import Weights
from kg.gazetteer.registry import registry
from kg.lexicon import kinds, levels
from kg.lexicon.words import any_of
from kg.model import Place
from kg.rules.regions.edges import BEFORE, HAN, KINDS_OF_TOWNS, KINDS_OF_VILLAGES, SINGLE
from kg.rules.regions.scene import Scene

VILLAGES = (levels.GROUP_OF_VILLAGERS, levels.GACHA_VILLAGE, *levels.VILLAGES)
_CLASSES = {s: s for s in (*levels.TOWNS[:3], *levels.VILLAGES[:2])}
# Words of Mongolian names take twice the characters.
_LONG = (levels.SUMU, levels.GACHA, levels.GACHA_VILLAGE)
_EDGE = re.compile(r"[^\w、]|_")
# Behind a name: what a village or town has and does.
_PEOPLE = re.compile(rf"{any_of('behind.people')}|“?{kinds.TWO_COMMITTEES}")
_ACTS = re.compile(
    rf"{any_of('behind.acts')}|[\d一二三四五六七八九十]+组|党|的|[和与及等为是在以、]|采[取用]|引[导进]|设|只|没|有|共|现|由|把|办(?!公|事)|开(?!发)|"
    rf"建(?!设|制|档|筑|材)|还|则|也|每|靠|种|养(?!老|殖)|获|被|已|就|拿|距|从|将|用|因"
)
_AGAIN = re.compile(rf"[一-鿿]{{0,2}}(?:{levels.ANY_VILLAGE}|{levels.ANY_TOWN})")
_INNER = re.compile(r".[镇乡村县市区]")
_FUNCTION = re.compile(r"[的了着在与是为及被把将由从对等各]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch ``start:end`` whose last part, from ``at``, is the suffix of a town or village."""

    start: int
    at: int
    end: int

    def name(self, clean: str) -> str:
        """The words of the candidate."""
        suffix = clean[self.at : self.end]
        return clean[self.start : self.at] + (levels.ADMINISTRATIVE[-1] if suffix == levels.ADMINISTRATIVE else suffix)


def is_village(suffix: str) -> bool:
    """Whether a suffix is one of villages and communities."""
    return suffix in VILLAGES or suffix == levels.ADMINISTRATIVE


def cues(scene: Scene, c: Candidate) -> list[str]:
    """The cues of a candidate."""
    clean = scene.clean
    stem, suffix = clean[c.start : c.at], clean[c.at : c.end]
    kind = _CLASSES.get(suffix, "other")
    left = _left(scene, c.start)
    known = _known(scene, c)
    made = "made of words" if only_words(stem) else "no words"
    size = min(max(2, len(stem) // 2) if suffix in _LONG else len(stem), 5)
    found = [
        f"suffix {kind}",
        f"length {size}",
        f"length {size}, {kind}",
        f"left {left}",
        f"left {left}, {known}",
        f"left {left}, {made}",
        known,
        f"{known}, {made}",
    ]
    found += _stem_cues(stem, suffix, left)
    found += _around(scene, c, left)
    found.append("counties named" if scene.counties else "no county named")
    return found


def _left(scene: Scene, start: int) -> str:
    """The class of what ends where the candidate begins."""
    clean, level = scene.clean, scene.level_at(start)
    before = clean[start - 1 : start]
    if level:
        return "place" if level in ("county", "prefecture", "zone") else level
    if before == "、":
        marks = (f"{body}、" for body in ("", kinds.COMMITTEE, kinds.BRANCH, kinds.GOVERNMENT))
        gaps = (g for g in marks if clean.endswith(g, 0, start))
        return "list of places" if any(scene.level_at(start - len(g)) for g in gaps) else "list"
    if not before or _EDGE.match(before):
        return "edge"
    if not HAN.match(before):
        return "letter"
    if BEFORE.search(clean, max(0, start - 6), start):
        return "opening word"
    words = registry().words
    return "word" if any(clean[max(0, start - n) : start] in words for n in (2, 3, 4)) else "none"


def _places(scene: Scene, c: Candidate) -> tuple[Place, ...]:
    village = is_village(scene.clean[c.at : c.end])
    return (scene.villages if village else scene.towns)(c.name(scene.clean), c.start)


def known_there(scene: Scene, c: Candidate) -> bool:
    """Whether the gazetteer has the name in the place right before it."""
    above = scene.keys_at(c.start)
    return any((p.code or "").startswith(k) for p in _places(scene, c) if above for k in above)


def _known(scene: Scene, c: Candidate) -> str:
    """Whether the gazetteer has the name in the place right before it or in the counties of the text."""
    if known_there(scene, c):
        return "known there"
    return "known near" if _places(scene, c) else "unknown"


def _stem_cues(stem: str, suffix: str, left: str) -> list[str]:
    """What the name itself tells."""
    words = registry().words
    found = [f"last character {_fit('last', stem[-1])}", f"first character {_fit('first', stem[0])}"]
    if len(stem) > 2:
        found.append(f"middle character {min(_fit('middle', c) for c in stem[1:-1])}")
    closed = KINDS_OF_VILLAGES if is_village(suffix) else KINDS_OF_TOWNS
    if generic(stem, closed):
        found += ["kind of place", f"kind of place, left {left}"]
    tests = {
        "stem is a word": stem in words,
        "name is a word": stem + suffix in words,
        "end is a word": stem[-1] + suffix in words or stem[-2:] + suffix in words,
        "verb or measure": len(stem) == 1 and stem in SINGLE,
        "ends in a verb or measure": stem[-1] in SINGLE,
        "function character": _FUNCTION.search(stem) is not None,
        "of Mongolian names": suffix in _LONG,
        "digit": any(c.isdigit() for c in stem),
        "suffix inside": _INNER.search(stem) is not None,
    }
    return [*found, *linear.holding(tests), _commonness(stem + suffix, suffix)]


def _commonness(name: str, suffix: str) -> str:
    """How many places of China bear the name."""
    if not is_village(suffix):
        return f"towns of this name {min(3, registry().towns_of_name(name))}"
    count = registry().places_of_name(name) or 0
    return f"villages of this name {sum(count >= n for n in (1, 20, 100, 500))}"


def _around(scene: Scene, c: Candidate, left: str) -> list[str]:
    """What stands before and behind the name, here and elsewhere in the text."""
    clean, words = scene.clean, registry().words
    found = []
    if left in ("opening word", "word", "none", "edge", "list") and _crosses(clean, c):
        found.append("word over the left edge")
    if _PEOPLE.match(clean, c.end):
        right = "its people"
    elif _ACTS.match(clean, c.end):
        right = "its life"
    else:
        right = "other" if HAN.match(clean[c.end : c.end + 1] or "。") else "edge"
    found += [f"right {right}", f"right {right}, {_CLASSES.get(clean[c.at : c.end], 'other')}"]
    if _AGAIN.match(clean, c.end):
        found.append(f"suffix again, {_CLASSES.get(clean[c.at : c.end], 'other')}")
    if any(clean[c.at : c.end + n] in words for n in (1, 2)):
        found.append("word over the right edge")
    name = c.name(clean)
    lefts = scene.lefts(name)
    sorts = min(3, len(set(lefts)))
    found += [f"stands behind {sorts}", f"stands behind {sorts}, length {min(2, c.at - c.start)}"]
    if len(lefts) > 1 and sorts == 1 and HAN.match(lefts[0]):
        found.append("always behind the same character")
    return found


def _crosses(clean: str, c: Candidate) -> bool:
    words = registry().words
    pairs = ((1, 1), (1, 2), (2, 1), (1, 3), (2, 2))
    return any(clean[c.start - a : c.start + b] in words for a, b in pairs if c.start >= a)


def generic(stem: str, closed: frozenset[str]) -> bool:
    """Whether a stem says what sort of place is meant instead of naming one: 空壳村, 集体经济示范村."""
    return stem in closed or any(stem[-n:] in closed for n in (2, 3, 4) if len(stem) > n)


def only_words(stem: str) -> bool:
    """Whether words of general language, verbs of one character and the like cover a stem."""
    words = registry().words
    reached = [True] + [False] * len(stem)
    for i in range(len(stem)):
        for size in (1, 2, 3, 4) if reached[i] else ():
            piece = stem[i : i + size]
            if len(piece) == size and (piece in SINGLE if size == 1 else piece in words):
                reached[i + size] = True
    return reached[-1]


@cache
def _tables() -> dict[str, dict[str, int]]:
    """How often a character stands at a place of the gazetteer's names, against general language: 0 to 7."""
    found: dict[str, dict[str, int]] = {}
    source = resources.files("kg.gazetteer").joinpath("characters.tsv")
    for line in source.read_text("utf-8").splitlines():
        place, fit, characters = line.split("\t")
        found.setdefault(place, {}).update(dict.fromkeys(characters, int(fit)))
    return found


def _fit(place: str, character: str) -> int:
    return _tables()[place].get(character, 0)


def ends_places(character: str) -> bool:
    """Whether names of places end with a character far more often than words do: 坡, 沟, 坪."""
    return _fit("last", character) == 7


def score(scene: Scene, candidate: Candidate, table: Weights) -> int:
    """The sum of the weights of a candidate's cues."""
    return linear.score(["every candidate", *cues(scene, candidate)], table)


def heaviest(scene: Scene, candidate: Candidate, table: Weights) -> tuple[tuple[str, int], ...]:
    """The four cues that spoke most for a candidate."""
    found = sorted(((c, table.get(c, 0)) for c in cues(scene, candidate)), key=lambda r: (-r[1], r[0]))
    return tuple(row for row in found[:4] if row[1] > 0)
