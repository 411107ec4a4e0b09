"""Provinces, prefectures, counties and zones that the gazetteer knows, by name, short form or old name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from kg import patterns as re
from kg.gazetteer.registry import Entry, registry
from kg.lexicon import levels
from kg.lexicon.words import any_of, classes_of
from kg.rules.regions.disambiguation import (
    COMMON_NOUNS,
    TRACTS,
    is_bare_word,
    known_short_stands,
    of_party,
    short_form_stands,
    stem_is_word,
)
from kg.rules.regions.edges import HAN, inside, runs_over
from kg.rules.regions.gazetteer_matches import Hit, find_hits
from kg.text.words import words_of

# Behind a list of short forms: 安化、新化、溆浦三县.
_COUNTED = re.compile(
    r"等地(?![方位])|等?[二两三四五六七八九十\d]+个?(?:县|市|区|旗|县市|县区|市县|旗县)(?!级|直|委|乡)"
)
_LIST = re.compile(r"[、和及与]")
_MORE_THAN_ONCE = 2
_LEADING = re.compile(r"(?:^|[\n。！？；：，、“”‘’（）《》\s\d/·—-])$")
# A short form that is all that such an opening holds: 在海安，……
_PLACED = re.compile(rf"(?:^|[\n。！？；])(?:而)?(?:在|{any_of('pattern.come_to')})$")
_PORT = re.compile(any_of("place.port"))
_LOWER = re.compile(rf"[一-鿿]{{1,6}}?(?P<suffix>{levels.ANY_TOWN}|{levels.ANY_VILLAGE})")


def _chained(hits: list[Hit], i: int, clean: str) -> bool:
    """Whether a higher place that holds it stands right before hit ``i``."""
    if i == 0:
        return False
    before, hit = hits[i - 1], hits[i]
    gap = clean[before.end : hit.start]
    if gap not in ("", "·", "（") or hit.start - before.end > 1:
        return False
    return any(b.holds(e.key) and b.key != e.key for b in before.entries for e in hit.entries)


def _first_pass(clean: str, hits: list[Hit]) -> list[Hit]:
    """Mark the hits that are places whatever the rest of the text says."""
    found = []
    for i, hit in enumerate(hits):
        chained = _chained(hits, i, clean)
        titled = inside(clean, hit.start, hit.end, "《》", 60)
        if hit.whole or _with_suffix(hit):
            weak = len(hit.name) == 2 or hit.how == "old" or hit.name[0] == "化"
            weak = weak or stem_is_word(hit) or hit.name[-2:] in TRACTS
            strong = chained or not (titled or (weak and is_bare_word(clean, hit)))
            if not chained and not of_party(clean, hit.start):
                common = hit.name in COMMON_NOUNS and not _before_its_own(clean, hit)
                strong = strong and not common and not runs_over(clean, hit.start, hit.end)
        else:
            strong = _short_is_strong(clean, hit, chained, titled)
        found.append(hit._replace(strong=strong))
    return found


def _with_suffix(hit: Hit) -> bool:
    """Whether a short form keeps the word of its rank: 长阳县, 察右前旗."""
    return hit.how == "short" and len(hit.name) > 2 and hit.name[-1] in "县旗州"


def _short_is_strong(clean: str, hit: Hit, chained: bool, titled: bool) -> bool:
    if not short_form_stands(clean, hit):
        return False
    if chained:
        return True
    if titled or inside(clean, hit.start, hit.end, "“”", 24):
        return False
    if hit.level == "county":
        leading = _LEADING.search(clean[max(0, hit.start - 1) : hit.start]) is not None
        heads = leading and clean[hit.end : hit.end + 1] == "："
        placed = clean[hit.end : hit.end + 1] == "，" and _PLACED.search(clean[max(0, hit.start - 4) : hit.start])
        port = len(hit.entries) == 1 and _PORT.match(clean, hit.end) is not None
        return (heads or port or bool(placed)) and hit.how == "short"
    return hit.how == "short"


def _before_its_own(clean: str, hit: Hit) -> bool:
    """Whether one of a county's own towns or villages stands right behind it (临颍城关镇)."""
    match = _LOWER.match(clean, hit.end)
    if match is None:
        return False
    low = match["suffix"] in levels.VILLAGES
    names = registry().village_names if low else registry().town_names
    return any(match[0] in names(e.key) for e in hit.entries if e.level == "county")


def _supported(entry: Entry, keys: Iterable[str], named: set[str]) -> int:
    """How well the rest of the text supports an entry."""
    if entry.key in named:
        return 4
    score = 0
    chain = {e.key: rank for rank, e in enumerate(registry().chain(entry.key))}
    for key in keys:
        if key == entry.key:
            continue
        if key in chain:
            score = max(score, 3 if not key.endswith("0000") else 2)
        elif entry.holds(key):
            score = max(score, 2 if entry.level != "province" else 1)
    return score


def _stems_printed(hits: list[Hit]) -> dict[str, tuple[Entry, ...]]:
    """What a short form means where the text prints the name in full: 襄阳 of 襄阳区 is no city."""
    found: dict[str, dict[Entry, None]] = defaultdict(dict)
    for hit in hits:
        if hit.strong and hit.how in ("official", "old") and len(hit.entries) == 1:
            found[hit.name[:-1]][hit.entries[0]] = None
    return {name: tuple(entries) for name, entries in found.items() if len(entries) == 1}


def choose(hits: list[Hit]) -> list[Hit]:
    """Leave of every name the entries that the text supports best."""
    sure = {h.entries[0].key for h in hits if h.strong and len(h.entries) == 1}
    named = {h.entries[0].key for h in hits if h.strong and len(h.entries) == 1 and h.how == "official"}
    printed = _stems_printed(hits)
    supported: dict[str, int] = {}
    found = []
    for hit in hits:
        entries = hit.entries
        if not hit.whole:
            entries = printed.get(hit.name, entries)
        if len(entries) > 1:
            for e in entries:
                if e.key not in supported:
                    supported[e.key] = _supported(e, sure, named)
            scores = [supported[e.key] for e in entries]
            best = max(scores)
            entries = tuple(e for e, s in zip(entries, scores, strict=True) if s == best)
        if len(entries) > 1 and not hit.whole:
            top = entries[0].level
            entries = tuple(e for e in entries if e.level == top)
        found.append(hit._replace(entries=entries))
    return found


def _second_pass(clean: str, hits: list[Hit]) -> list[Hit]:
    """Let in the names that the places found so far vouch for."""
    named = {e.key for h in hits if h.strong for e in h.entries if len(h.entries) == 1}
    found = list(hits)
    for i, hit in enumerate(found):
        if hit.strong:
            continue
        known = any(e.key in named for e in hit.entries)
        if hit.whole:
            strong = known and not runs_over(clean, hit.start, hit.end)
        else:
            strong = known and known_short_stands(clean, hit)
        if strong:
            entries = tuple(e for e in hit.entries if e.key in named)
            found[i] = hit._replace(strong=True, entries=entries)
        elif not hit.whole and short_form_stands(clean, hit):
            own = tuple(e for e in hit.entries if e.level == "county" and _names_own_town(clean, e))
            above = registry().above(hit.entries[0].key)  # 舟山市……。嵊泗依托海岛……
            if len(own) == 1 or (above is not None and above.key in named and _tells_itself(clean, hit)):
                found[i] = hit._replace(strong=True, entries=own or hit.entries)
    return _lists(clean, _told_alone(clean, found), named)


def _told_alone(clean: str, hits: list[Hit]) -> list[Hit]:
    """Where no county is named in full, short forms of counties that are no words and bear one place alone and open clauses:
    泌阳的香菇…，泌阳拆除…."""
    if any(h.strong and h.level in ("county", "zone") for h in hits):
        return hits
    opens = Counter(h.name for h in hits if _tells_itself(clean, h) and short_form_stands(clean, h))
    told = {name for name, times in opens.items() if times >= _MORE_THAN_ONCE}
    return [h._replace(strong=True) if h.name in told and short_form_stands(clean, h) else h for h in hits]


def _tells_itself(clean: str, hit: Hit) -> bool:
    """Whether a short form of a county is no word, bears one place alone and opens a clause."""
    sure = hit.how == "short" and hit.level == "county" and len(hit.entries) == 1
    if not sure or (hit.start and HAN.match(clean[hit.start - 1])) or hit.name in registry().words:
        return False
    if hit.name[-1] in "江河湖海":
        return False
    whole = any(w.end == len(hit.name) for w in words_of(clean[hit.start : hit.end + 4]))  # not 山|阳光明媚
    return whole and not classes_of(hit.name) and words_of(hit.name)[0].flag[:2] in {"ns", "nr", "x"}


@lru_cache(maxsize=256)
def _names_own_town(clean: str, entry: Entry) -> bool:
    """Whether the text names a town that hardly any other county has: 榜罗镇 for 通渭."""
    return any(
        name in clean and registry().is_rare_town(name) for name in registry().town_names(entry.key) if len(name) > 2
    )


def _groups(clean: str, hits: list[Hit]) -> list[list[int]]:
    """Runs of hits that only 、, 和, 及 or 与 part."""
    groups: list[list[int]] = []
    for a, b in pairwise(range(len(hits))):
        gap = clean[hits[a].end : hits[b].start]
        if len(gap) == 1 and _LIST.match(gap):
            if groups and groups[-1][-1] == a:
                groups[-1].append(b)
            else:
                groups.append([a, b])
    return groups


def _lists(clean: str, hits: list[Hit], named: set[str]) -> list[Hit]:
    """Members of a list of places vouch for each other: 泾川、灵台; 杭州、嘉兴和湖州; 上海、杭州、义乌."""
    found = list(hits)
    for group in _groups(clean, found):
        for parent, row in _siblings(found, group):
            if len(row) > 1 and (parent in named or any(found[i].strong for i in row)):
                for i in row:
                    found[i] = _vouched(clean, found[i], parent)
        counted = _COUNTED.match(clean, found[group[-1]].end) is not None
        if counted or sum(found[i].strong for i in group) > 1:
            for i in group:
                if (counted or found[i].how == "short") and not found[i].strong:
                    strong = short_form_stands(clean, found[i])
                    found[i] = found[i]._replace(strong=strong)
    return found


def _siblings(hits: list[Hit], group: list[int]) -> list[tuple[str, list[int]]]:
    """The members of a list by the place above them, the largest families first."""
    by_parent: dict[str, list[int]] = defaultdict(list)
    for i in group:
        for entry in hits[i].entries:
            above = registry().above(entry.key)
            if above is not None and i not in by_parent[above.key]:
                by_parent[above.key].append(i)
    return sorted(by_parent.items(), key=lambda item: (-len(item[1]), item[0]))


def _vouched(clean: str, hit: Hit, parent: str) -> Hit:
    if hit.strong or not short_form_stands(clean, hit):
        return hit
    entries = tuple(e for e in hit.entries if registry().above(e.key) == registry().entry(parent))
    return hit._replace(strong=True, entries=entries or hit.entries)


def find_named(clean: str) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """The places of county rank and higher and the known zones that the text names; then what may be one."""
    hits = choose(_first_pass(clean, find_hits(clean)))
    hits = _second_pass(clean, hits)
    hits = choose(hits)
    return tuple(h for h in hits if h.strong), tuple(h for h in hits if not h.strong)
