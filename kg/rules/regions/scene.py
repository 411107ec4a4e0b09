"""What the reading of towns and villages knows of a text, and how it finds where an unknown name begins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.gazetteer.registry import registry
from kg.model import RegionMention
from kg.rules.regions.edges import BEFORE, ends_in_word
from kg.rules.regions.named import Hit

LONGEST = 12
_IN_NAME = re.compile(r"[一-鿿㐀-䶿\d]")
# Characters that no stem consists of: verbs and measures that stand before 村, 镇, 乡 as common nouns.
SINGLE = frozenset(
    "农乡城镇村州县市区省级每万千百个两几多三四五六七八九十一从到进入下返回离出驻育好选配抓建管带扶帮派查看做让学用强优美富"
    "穷弱大小老新古全各本我该此那包联访走跑问送住办兴治护爱为由被把将使给跨沿临靠近与和及或等化性型员者成至往赴集圩渔牧还也都就又再已曾拿取"
)
_FUNCTION = frozenset(
    "在到由为是以从向对将把让使与和及被据按经至赴往于自等的了着过有去来就也都还并而则"
)
_PREPOSITIONS = frozenset("在到由从至赴与及对于")
# The last character of no stem that only its suffix tells: 返|乡, 小|镇, 进|村, 抓|社区.
_NO_END = frozenset("乡村城小古重强个座各全返下回离入出家老故侨他异到从农进驻抓管该本我县市区州名")
_NO_NAME = re.compile(
    r"[\d的了与及在是为等个名各全委党包]|干部|书记|支部|群众|农民|牧民|苏木|嘎查|乡镇|街道|村.|和$|^有|^和(?![一-鿿]{1,2}$)"
)
# Stands for a place that the gazetteer lacks where keys are asked for.
UNKNOWN = "?"


@dataclass
class Scene:
    """The text, the counties it opens, and the names read so far."""

    clean: str
    hits: tuple[Hit, ...]
    counties: tuple[str, ...] = ()
    mentions: list[RegionMention] = field(default_factory=list)
    _keys_at: dict[int, list[str]] = field(default_factory=dict)
    _villages_at: set[int] = field(default_factory=set)
    _towns_at: set[int] = field(default_factory=set)
    _named: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Index where the names end."""
        for hit in self.hits:
            self._keys_at.setdefault(hit.end, []).extend(e.key for e in hit.entries)
            self._named.update(range(hit.start, hit.end))
        earlier, self.mentions = self.mentions, []
        for mention in earlier:
            self.add(mention)

    def add(self, mention: RegionMention) -> None:
        """Take in one more name."""
        self.mentions.append(mention)
        if mention.level == "village":
            self._villages_at.add(mention.end)
            return
        if mention.level == "township":
            self._towns_at.add(mention.end)
        keys = [p.code for p in mention.places if p.code]
        self._keys_at.setdefault(mention.end, []).extend(keys or [UNKNOWN])

    def ended_at(self, position: int) -> list[str]:
        """The keys of the places, villages apart, whose names end at ``position``."""
        return self._keys_at.get(position, [])

    def in_name(self, position: int) -> bool:
        """Whether a position lies inside the name of a county or higher place: 乡 of 西乡县."""
        return position in self._named

    def follows_town(self, position: int) -> bool:
        """Whether a name that begins at ``position`` goes on a list of towns: 太平镇、…"""
        return any(
            self.clean.endswith(gap, 0, position) and position - len(gap) in self._towns_at
            for gap in ("、", "党委、", "党支部、", "政府、")
        )

    def town_ends_at(self, position: int) -> bool:
        """Whether a town's name ends at ``position``."""
        return position in self._towns_at

    def low_ends_at(self, position: int) -> bool:
        """Whether a town's or a village's name ends at ``position``."""
        return position in self._towns_at or position in self._villages_at

    def village_ends_at(self, position: int) -> bool:
        """Whether a village's name ends at ``position``."""
        return position in self._villages_at

    def edge(self, position: int) -> int:
        """Where the name that ends before the suffix at ``position`` may begin at the earliest."""
        start = position
        while (
            start > 0
            and position - start < LONGEST
            and start not in self._keys_at
            and start not in self._villages_at
            and _IN_NAME.match(self.clean[start - 1])
        ):
            start -= 1
        return start


def gate(hits: Iterable[Hit], zones: Iterable[RegionMention] = ()) -> tuple[str, ...]:
    """The six-digit keys of the counties that the text opens by naming them or their prefecture.

    A zone of one of the four cities opens all its districts: it lies across several of them.
    """
    opened: dict[str, None] = {}
    for zone in zones:
        for entry in registry().by_name.get(zone.name[:2], ()):
            if entry.kind == "直辖市":
                opened.update(dict.fromkeys(registry().counties_below(entry)))
    entries = dict.fromkeys(e for hit in hits for e in hit.entries[:6])
    for rank in ("county", "zone", "prefecture"):
        for entry in entries:
            if entry.level != rank:
                continue
            opened.update(dict.fromkeys(registry().counties_below(entry)))
            above = registry().above(entry.key)
            if rank == "zone" and above is not None and above.level == "prefecture":
                opened.update(dict.fromkeys(registry().counties_below(above)))
    return tuple(opened)


def generic(stem: str, closed: frozenset[str]) -> bool:
    """Whether a stem says what sort of place is meant instead of naming one: 空壳村, 集体经济示范村."""
    ends = (stem[-n:] for n in (2, 3, 4) if len(stem) > n)
    return stem in closed or any(end in closed for end in ends)


def unknown_start(
    scene: Scene, first: int, at: int, vouched: bool, closed: frozenset[str]
) -> int | None:
    """Where the name of a place begins that no gazetteer holds; ``None`` where none can be made out.

    ``vouched`` tells that a place, or a list of its like, stands right before ``first``.
    """
    if scene.clean[first] in "和与及" and at - first > 2 and scene.low_ends_at(first):
        first += 1
    stem = scene.clean[first:at]
    longest = 8 if scene.clean[at : at + 2] in ("苏木", "嘎查") else 4
    if vouched and 1 <= len(stem) <= longest + 2 and not generic(stem, closed) and _named(stem):
        return first
    for start in range(max(first, at - longest - 2), at - 1):
        name = scene.clean[start:at]
        if generic(name, closed) or name in registry().words or not _plain(name):
            continue
        if (start == first and at - first > longest) or scene.clean[at - 1] in _NO_END:
            continue
        if start == first or (ends_in_word(scene.clean, start) and at - start <= longest):
            return _behind_words(scene.clean, start, at)
    return None


def _behind_words(clean: str, start: int, at: int) -> int:
    """太平 of 指导太平, 乌盖 of 搬迁至乌盖: the start of the name behind the words of the clause."""
    for cut in range(at - 2, start + 1, -1):
        head, rest = clean[start:cut], clean[cut:at]
        if (BEFORE.fullmatch(head) or _only_words(head, _FUNCTION)) and _plain(rest):
            return cut
    if clean[start] in _PREPOSITIONS and at - start > 2 and _plain(clean[start + 1 : at]):
        return start + 1
    return start


def _named(stem: str) -> bool:
    """Whether a stem right behind the name of a place can be a name: 三元, 和平, but not 个 or 各."""
    if _NO_NAME.search(stem) or stem[-1] == "乡" or all(c in SINGLE for c in stem):
        return False
    return stem in registry().words or not _only_words(stem)


def is_name(stem: str) -> bool:
    """Whether a stem right behind a village can name a part of it: 上营子, but not 推行楼 or 党员小."""
    ends = (
        bool(stem)
        and stem[-1] not in "小班楼院户互巡专工项设各个"
        and not any(stem[i : i + 2] in registry().words for i in range(len(stem) - 1))
    )
    return ends and _plain(stem)


def _plain(stem: str) -> bool:
    """Whether a stem can be a name: not made of words and function characters only."""
    return _NO_NAME.search(stem) is None and not _only_words(stem)


def _only_words(stem: str, single: frozenset[str] = SINGLE) -> bool:
    """Whether words of general language, verbs of one character and the like cover a stem."""
    reached = [True] + [False] * len(stem)
    for i in range(len(stem)):
        for size in (1, 2, 3, 4) if reached[i] else ():
            piece = stem[i : i + size]
            if len(piece) == size and (piece in single if size == 1 else piece in registry().words):
                reached[i + size] = True
    return reached[-1]
