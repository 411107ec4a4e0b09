"""Provinces, prefectures, counties and zones that the gazetteer knows, by name, short form or old name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.gazetteer.registry import Entry, registry
from kg.rules.regions.edges import (
    HAN,
    RIVERS,
    SUFFIX_SWALLOWED,
    crosses,
    ends_in_word,
    inside,
    is_name_of_other,
    is_part_of_name,
    runs_over,
)

# Full names that are also common nouns: only with the place they belong to right before them.
_NOUNS = (
    "老城区 新城区 城区 郊区 矿区 东区 西区 南区 北区 新市区 古城区 城中区 城北区 城东区 城西区 市中区 港口区 解放区 合作市 "
    "富裕县 南部县 资源县 安居区 港区 中心区 公安县 高新区 山区 林区 特区 河东区 河西区 江岸区 滨江区"
)
COMMON_NOUNS = frozenset(_NOUNS.split())
_TRACTS = frozenset(["山区", "城区", "林区", "矿区", "港区", "市区", "郊区", "新区", "老区"])
# Behind a list of short forms: 安化、新化、溆浦三县.
_COUNTED = re.compile(
    r"等?[二两三四五六七八九十\d]+个?(?:县|市|区|旗|县市|县区|市县|旗县)(?!级|直|委|乡)"
)
_LIST = re.compile(r"[、和及与]")
_BEFORE = "在到对从由于以与和及赴往至给"
_AUTHOR = re.compile(r"(?:记者|通讯员|编辑|作者|摄影)[ ：]?[一-鿿]$")
# The given name of somebody who speaks: 村支书何西安|介绍.
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔崔康毛邱秦史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚"
_SPEAKS = re.compile(
    r"(?:[^，。、]{0,4}(?:介绍|表示|告诉|坦言|感慨|感叹|回忆|解释|透露)|[^，。、]{0,3}说[，：])"
)
_SAYS = re.compile(r"说[，：。]|(?:介绍|表示|告诉|坦言|感慨|感叹|回忆|解释|透露|笑着)")
_OF_PLACE = "人民省市县区州盟方的"  # behind a short form these still speak of the place
_MORE_THAN_ONCE = 2
_LEADING = re.compile(r"(?:^|[\n。！？；：，、“”‘’（）《》\s\d/·—-])$")
# A short form that is all that such an opening holds: 在海安，……
_PLACED = re.compile(r"(?:^|[\n。！？；])(?:而)?(?:在|走进|来到|地处)$")
_DIRECTIONS = re.compile(r"(?:侧|端|段|线|岸|麓|坡|缘|郊)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the gazetteer at ``start:end``; ``how`` is official, short, doubtful, old or zone."""

    start: int
    end: int
    name: str
    entries: tuple[Entry, ...]
    how: str
    strong: bool = False

    @property
    def level(self) -> str:
        """The highest level that the name can have."""
        return self.entries[0].level


def _how(name: str, entry: Entry) -> str:
    if entry.level == "zone":
        return "zone"
    if name == entry.name:
        return "official"
    if name in entry.old or name not in (*entry.shorts, *entry.doubtful):
        return "old"
    return "doubtful" if name in entry.doubtful else "short"


@cache
def _automata() -> tuple[tuple[CharwiseDoubleArrayAhoCorasick, tuple[str, ...]], ...]:
    """One of names that count by themselves, one of short forms that need a context."""
    sure: list[str] = []
    other: list[str] = []
    for name, entries in registry().by_name.items():
        if len(name) < 2:
            continue
        ways = {_how(name, e) for e in entries}
        whole = ways & {"official", "old", "zone"} or any(
            _how(name, e) == "short" and (e.level != "county" or name[-1] in "县旗州区市盟")
            for e in entries
        )
        (sure if whole else other).append(name)
    return tuple(
        (CharwiseDoubleArrayAhoCorasick(names, MATCH_KIND_LEFTMOST_LONGEST), tuple(names))
        for names in (sure, other)
    )


def _find(clean: str) -> list[Hit]:
    """All names of the text that can be places, the surer ones first where they overlap."""
    hits: list[Hit] = []
    rest = clean
    for automaton, names in _automata():
        cells = list(clean)
        for start, end, number in automaton.find(rest):
            hit = _hit(clean, start, end, names[number])
            if hit is not None:
                hits.append(hit)
                cells[hit.start : hit.end] = " " * (hit.end - hit.start)
        rest = "".join(cells)  # 浙江 is taken: what follows is 安吉, not 江安
    ends = {h.end for h in hits}
    kept = [h for h in hits if h.start in ends or not _ends_other_name(clean, h)]
    return sorted(kept, key=lambda h: h.start)


def _ends_other_name(clean: str, hit: Hit) -> bool:
    """Whether the first character of a short form ends another name: 瑞|丽江."""
    if hit.how not in ("short", "doubtful") or not hit.start:
        return False
    return clean[hit.start - 1 : hit.start + 1] in registry().by_name


def _hit(clean: str, start: int, end: int, name: str) -> Hit | None:
    """The reading of a match, where its edges allow one."""
    entries = registry().by_name[name]
    swallowed = SUFFIX_SWALLOWED.get(name[-1])
    if swallowed and len(name) > 2 and swallowed.match(clean, end - 1):
        shorter = name[:-1]
        entries = tuple(e for e in registry().by_name.get(shorter, ()) if name in e.names)
        if not entries:
            return None
        name, end = shorter, end - 1
    ways = [_how(name, e) for e in entries]
    how = next((w for w in ("official", "zone", "old") if w in ways), ways[0])
    if how in ("official", "old", "zone"):
        keep = tuple(
            e for e, w in zip(entries, ways, strict=True) if w in ("official", "zone", how)
        )
        # 吉林市 is official; 吉林 is short of both the province and the city
        entries = keep or entries
    return Hit(start, end, name, entries, how)


def _chained(hits: list[Hit], i: int, clean: str) -> bool:
    """Whether a higher place that holds it stands right before hit ``i``."""
    if i == 0:
        return False
    before, hit = hits[i - 1], hits[i]
    gap = clean[before.end : hit.start]
    if gap not in ("", "·", "（") or hit.start - before.end > 1:
        return False
    return any(b.holds(e.key) and b.key != e.key for b in before.entries for e in hit.entries)


def _stem_is_word(hit: Hit) -> bool:
    """Whether a county's name without its suffix is a word: 会同|县农业局, 公安|县局."""
    return any(hit.name[:-1] in e.doubtful and e.level == "county" for e in hit.entries)


def _is_bare_word(clean: str, hit: Hit) -> bool:
    """Whether a name of two characters, or of a word with its suffix, stands where it may be part of something else."""
    if re.match(r"[级域直辖]", clean[hit.end : hit.end + 1]):
        return True
    if hit.name in COMMON_NOUNS or len(hit.name) == 2 or hit.name[-2:] in _TRACTS:
        return not _opens(clean, hit.start)
    if hit.name[0] == "化" and HAN.match(clean[hit.start - 1 : hit.start] or "。"):
        return True  # 程序|化州县
    return hit.start > 0 and crosses(clean, hit.start) and not _of_party(clean, hit.start)


def _opens(clean: str, start: int) -> bool:
    """Whether a name may begin at ``start``: behind a mark, a word after which names begin, or 中共."""
    return ends_in_word(clean, start) or _of_party(clean, start)


def _of_party(clean: str, start: int) -> bool:
    """Whether 中共 or 中国共产党 stands before ``start``: what follows is a place."""
    return clean.endswith(("中共", "中国共产党"), 0, start)


def _short_form_stands(clean: str, hit: Hit) -> bool:
    """Whether a short form is the place itself: no name of another thing, no word across its edges."""
    start, end = hit.start, hit.end
    if is_name_of_other(clean, end) or runs_over(clean, start, end):
        return False
    if hit.level == "county" and (crosses(clean, start) or crosses(clean, end)):
        return False
    if hit.level == "prefecture" and crosses(clean, start) and clean[start - 1] not in _BEFORE:
        return False
    if _AUTHOR.search(clean, max(0, start - 6), start) or _is_given_name(clean, hit):
        return False
    if hit.name[0] in "镇乡" and _ends_town(clean, hit):
        return False
    if hit.name[-1] in "东西南北" and _DIRECTIONS.match(clean, end):
        return False
    if clean[end : end + 1] in "东西南北中" and _DIRECTIONS.match(clean, end + 1):
        return False
    return not (
        hit.name in ("江西", "江苏", "江北", "江南", "江东")
        and (clean[start - 1 : start] or "。") in RIVERS
    )


def _is_given_name(clean: str, hit: Hit) -> bool:
    """Whether a short form of two characters is part of the name of somebody who speaks: 何西安介绍, 常德旺说."""
    if len(hit.name) != 2:
        return False
    before, behind = clean[hit.start - 1 : hit.start], clean[hit.end : hit.end + 1]
    if before and before in _SURNAMES and not ends_in_word(clean, hit.start):
        return _SPEAKS.match(clean, hit.end) is not None
    whole = hit.name[0] in _SURNAMES and HAN.match(behind or "。") and behind not in _OF_PLACE
    return bool(whole) and _SAYS.match(clean, hit.end + 1) is not None


def _ends_town(clean: str, hit: Hit) -> bool:
    """Whether the first character of a short form ends the name of a town: 昭平镇|江口."""
    before = clean[max(0, hit.start - 2) : hit.start]
    if not HAN.match(before[-1:]) or ends_in_word(clean, hit.start):
        return False
    upper = registry().by_name.get(before, ())
    return not any(u.holds(e.key) for u in upper for e in hit.entries)


def _known_short_stands(clean: str, hit: Hit) -> bool:
    """Whether the short form of a place that the text names in full means it: also in 萧山某某展示馆."""
    if _short_form_stands(clean, hit):
        return True
    if runs_over(clean, hit.start, hit.end) or inside(clean, hit.start, hit.end, "“”", 24):
        return False
    titled = inside(clean, hit.start, hit.end, "《》", 60)
    return not titled and not is_part_of_name(clean, hit.end)


def _first_pass(clean: str, hits: list[Hit]) -> list[Hit]:
    """Mark the hits that are places whatever the rest of the text says."""
    found = []
    for i, hit in enumerate(hits):
        chained = _chained(hits, i, clean)
        titled = inside(clean, hit.start, hit.end, "《》", 60)
        if hit.how in ("official", "old", "zone") or _with_suffix(hit):
            weak = len(hit.name) == 2 or hit.how == "old" or hit.name[0] == "化"
            weak = weak or _stem_is_word(hit) or hit.name[-2:] in _TRACTS
            strong = chained or not (titled or (weak and _is_bare_word(clean, hit)))
            if not chained and not _of_party(clean, hit.start):
                common = hit.name in COMMON_NOUNS
                strong = strong and not common and not runs_over(clean, hit.start, hit.end)
        else:
            strong = _short_is_strong(clean, hit, chained, titled)
        found.append(replace(hit, strong=strong))
    return found


def _with_suffix(hit: Hit) -> bool:
    """Whether a short form keeps the word of its rank: 长阳县, 察右前旗."""
    return hit.how == "short" and len(hit.name) > 2 and hit.name[-1] in "县旗州"


def _short_is_strong(clean: str, hit: Hit, chained: bool, titled: bool) -> bool:
    if hit.level == "county" and _before_its_own(clean, hit):
        return True
    if not _short_form_stands(clean, hit):
        return False
    if chained:
        return True
    if titled or inside(clean, hit.start, hit.end, "“”", 24):
        return False
    if hit.level == "county":
        leading = _LEADING.search(clean[max(0, hit.start - 1) : hit.start]) is not None
        heads = leading and clean[hit.end : hit.end + 1] == "："
        placed = clean[hit.end : hit.end + 1] == "，" and _PLACED.search(
            clean[max(0, hit.start - 4) : hit.start]
        )
        return (heads or bool(placed)) and hit.how == "short"
    return hit.how == "short"


_LOWER = re.compile(r"[一-鿿]{1,6}?(?P<suffix>镇|乡|街道|苏木|村|社区|嘎查)")


def _before_its_own(clean: str, hit: Hit) -> bool:
    """Whether one of a county's own towns or villages stands right behind its short form: 临颍城关镇."""
    match = _LOWER.match(clean, hit.end)
    if match is None:
        return False
    low = match["suffix"] in ("村", "社区", "嘎查")
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


def choose(hits: list[Hit], clean: str) -> list[Hit]:
    """Leave of every name the entries that the text supports best."""
    sure = {h.entries[0].key for h in hits if h.strong and len(h.entries) == 1}
    named = {
        h.entries[0].key for h in hits if h.strong and len(h.entries) == 1 and h.how == "official"
    }
    printed = _stems_printed(hits)
    found = []
    for i, hit in enumerate(hits):
        entries = hit.entries
        if hit.how in ("short", "doubtful"):
            entries = printed.get(hit.name, entries)
        if len(entries) > 1 and _chained(hits, i, clean):
            above = hits[i - 1].entries
            entries = tuple(
                e for e in entries if any(a.holds(e.key) and a.key != e.key for a in above)
            )
        if len(entries) > 1:
            scores = [_supported(e, sure, named) for e in entries]
            best = max(scores)
            entries = tuple(e for e, s in zip(entries, scores, strict=True) if s == best)
        if len(entries) > 1 and hit.how in ("short", "doubtful"):
            top = entries[0].level
            entries = tuple(e for e in entries if e.level == top)
        found.append(replace(hit, entries=entries))
    return found


def _second_pass(clean: str, hits: list[Hit]) -> list[Hit]:
    """Let in the names that the places found so far vouch for."""
    named = {e.key for h in hits if h.strong for e in h.entries if len(h.entries) == 1}
    found = list(hits)
    for i, hit in enumerate(found):
        if hit.strong:
            continue
        known = any(e.key in named for e in hit.entries)
        if hit.how in ("official", "old", "zone"):
            strong = known and len(hit.name) > 2 and not runs_over(clean, hit.start, hit.end)
            if not strong and len(hit.name) == 2:
                strong = known and not runs_over(clean, hit.start, hit.end)
        else:
            strong = known and _known_short_stands(clean, hit)
        if strong:
            entries = tuple(e for e in hit.entries if e.key in named)
            found[i] = replace(hit, strong=True, entries=entries)
        elif hit.how in ("short", "doubtful") and _short_form_stands(clean, hit):
            own = tuple(e for e in hit.entries if e.level == "county" and _names_own_town(clean, e))
            if len(own) == 1:
                found[i] = replace(hit, strong=True, entries=own)
    return _lists(clean, _own_county(clean, found), named)


def _own_county(clean: str, hits: list[Hit]) -> list[Hit]:
    """Where the text speaks of its county without naming it in full, and one short form alone, named more than once, fits:
    县委 … 浦江答卷 … 浦江特色, with its province or prefecture named."""
    if any(h.strong and h.level in ("county", "zone") for h in hits):
        return hits
    units = {unit for unit in "县市区旗" if f"{unit}委" in clean or f"全{unit}" in clean}
    sure = {h.entries[0].key for h in hits if h.strong and len(h.entries) == 1}
    fitting: dict[Entry, set[int]] = defaultdict(set)
    for i, hit in enumerate(hits if units and sure else ()):
        if hit.how == "short" and len(hit.name) == 2 and _short_form_stands(clean, hit):
            for e in hit.entries:
                above = {a.key for a in registry().chain(e.key)} - {e.key}
                if e.level == "county" and e.name[-1] in units and above & sure:
                    fitting[e].add(i)
    if len(fitting) != 1:
        return hits
    ((entry, places),) = fitting.items()
    if len(places) < _MORE_THAN_ONCE:
        return hits
    return [
        replace(h, strong=True, entries=(entry,)) if i in places else h for i, h in enumerate(hits)
    ]


@lru_cache(maxsize=256)
def _names_own_town(clean: str, entry: Entry) -> bool:
    """Whether the text names a town that hardly any other county has: 榜罗镇 for 通渭."""
    return any(
        name in clean and registry().is_rare_town(name)
        for name in registry().town_names(entry.key)
        if len(name) > 2
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
        for parent, members in _siblings(found, group):
            if len(members) > 1 and (parent in named or any(found[i].strong for i in members)):
                for i in members:
                    found[i] = _vouched(clean, found[i], parent)
        counted = _COUNTED.match(clean, found[group[-1]].end) is not None
        if counted or sum(found[i].strong for i in group) > 1:
            for i in group:
                if (counted or found[i].how == "short") and not found[i].strong:
                    strong = _short_form_stands(clean, found[i])
                    found[i] = replace(found[i], strong=strong)
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
    if hit.strong or not _short_form_stands(clean, hit):
        return hit
    entries = tuple(e for e in hit.entries if registry().above(e.key) == registry().entry(parent))
    return replace(hit, strong=True, entries=entries or hit.entries)


def find_named(clean: str) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """The places of county rank and higher and the known zones that the text names; then what may be one."""
    hits = choose(_first_pass(clean, _find(clean)), clean)
    hits = _second_pass(clean, hits)
    hits = choose(hits, clean)
    return tuple(h for h in hits if h.strong), tuple(h for h in hits if not h.strong)
