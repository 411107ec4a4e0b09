"""Where the name of an organisation begins, seen from its suffix to the left."""

from __future__ import annotations

from typing import NamedTuple

from kg import patterns as re
from kg.lexicon import kinds, levels
from kg.lexicon.words import any_of, members
from kg.model import RegionMention
from kg.rules.organisations.context import BREAK, LEVELS, LONGEST, Context
from kg.rules.organisations.vocabulary import (
    DOES,
    FIRM,
    GENERIC,
    HARD_STOPS,
    NAME_VERBS,
    NUMBERED,
    is_hard,
    is_own,
    is_place,
)
from kg.rules.regions.cues import ends_places
from kg.text.words import Word, is_rare, words

_QUOTED = re.compile(r"[“‘][^“”‘’，。；：！？\n]{1,12}[”’]\Z")
_MARK = re.compile(rf"(?:{any_of('body.mark')})(?:[一二三四五六七八九十]+局(?:{kinds.CORPORATION})?)?\Z")
_OWNER = re.compile(rf"(?:{any_of('body.owner')})\Z")
_BRAND_HEADS = frozenset("太最正同和大")
_JOINS = frozenset("和同")
_COMPOUND = re.compile(rf"{any_of('body.compound')}|[厂段站所]|[一二三四五六七八九]队")
_OPENINGS = frozenset({"—记", "—访"})
"""What opens a subtitle before a name: ——记|某某公司."""
_INSET = re.compile(rf"（(?:{any_of('pattern.inset')}|[\u4e00-\u9fff]{{2}})）\Z")
_COMPANY = re.compile(any_of("body.trade"))
_SHORT_FORM = re.compile(rf"(?:{'|'.join(LEVELS)}|旗|[）连师]|{levels.ZONE})$")


class Edge(NamedTuple):
    """A name's beginning. ``region`` is the region it begins with; ``own`` tells that words of its own
    (not only kind words) stand before the suffix."""

    start: int
    region: RegionMention | None
    own: bool


def _cut_to(word: Word, end: int) -> Word:
    """The part of a word before the suffix; an institution that the dictionary knows stays whole."""
    if word.end <= end or word.flag == "nt":
        return word
    return Word(word.start, end, word.text[: end - word.start], "n")


def _whole_words(clean: str, start: int, end: int) -> list[Word]:
    """The words of a stretch; two characters that end a name together (投|用) are one, though no word of the dictionary."""
    found: list[Word] = []
    for word in words(clean, start, end):
        if found and len(found[-1].text) == len(word.text) == 1 and found[-1].text + word.text in HARD_STOPS:
            first = found.pop()
            word = Word(first.start, word.end, first.text + word.text, "v")
        found.append(word)
    return found


class _Walk:
    """The walk to the left: the words taken so far, and where the name could have been cut."""

    def __init__(self, context: Context, end: int, *, legal: bool = False) -> None:
        self.context = context
        self.legal = legal
        self.at = end
        self.taken: list[Word] = []
        self.cut: int | None = None
        self.loose = False
        self.region: RegionMention | None = None

    def take(self, word: Word) -> bool:
        """Take one more word; false where the name must end."""
        clean = self.context.clean
        brand = self._names_brand(word) or self._sounds(word) or is_place(word)
        after = clean[word.end : word.end + 1]
        if not brand and (is_hard(word, after) or self._heads_kind(word)):
            return False
        if self.taken and (self.context.joins_bodies(word) or clean[word.start - 1 : word.end] in _OPENINGS):
            return False
        told = self.taken and (word.text == "办" or len(self.taken[0].text) > 1 or self.taken[0].text in GENERIC)
        if word.text in DOES and word.flag == "v" and told:
            return False
        ordinal = word.flag[:1] == "m" and after in NUMBERED
        loose = not brand and len(word.text) == 1 and word.text in HARD_STOPS - FIRM and not ordinal
        verb = not brand and word.flag in {"v", "vd", "vi"} and len(word.text) > 1
        if verb and self.legal and not is_own(self.taken) and word.text not in HARD_STOPS:
            brand, verb = True, False  # 苏州|登临|科技有限公司: without the verb nothing names it
        if verb and word.text not in NAME_VERBS | GENERIC:
            return False
        if self.loose and self.cut == word.end + 1 and len(word.text) == 1:
            self.cut, self.loose = None, False  # two loose characters are a name: 铝都, 云上, 里水
        compound = word.text in NAME_VERBS and _COMPOUND.match(clean, word.end)  # 勘探开发|研究院
        own = (not loose and word.text not in NAME_VERBS) or is_own(self.taken)
        if (loose or (verb and not compound)) and self.cut is None and own:
            self.cut, self.loose = word.end, loose
        self.taken.insert(0, word._replace(flag="nz") if brand else word)
        self.at = word.start
        return True

    def _heads_kind(self, word: Word) -> bool:
        """Whether a word names the kind of what follows: 国有企业|上海…有限公司."""
        return word.text.endswith(kinds.FIRM) and is_own(self.taken)

    def _sounds(self, word: Word) -> bool:
        """Whether a character that elsewhere is an adverb belongs to the name of a firm: 博瑞|特|热能设备有限公司."""
        return self.legal and len(word.text) == 1 and word.flag == "d" and word.text not in HARD_STOPS

    def _names_brand(self, word: Word) -> bool:
        """Whether a word that elsewhere is a verb or adverb begins a brand: 安踏|集团, 正|泰集团, 中|岗街道."""
        clean, start = self.context.clean, word.start
        if word.flag in {"v", "vd", "vi"} and len(word.text) > 1:
            return is_rare(word.text, 50) and _COMPANY.match(clean, word.end) is not None
        if not self._is_brand(word):
            return False
        region = start in self.context.by_end
        at_head = start == 0 or region or BREAK.match(clean, start - 1)
        firm = _COMPANY.search(clean, word.end, word.end + 5)
        return bool(
            (at_head and word.flag == "d" and word.text not in HARD_STOPS)
            or (region and word.flag in {"d", "r"})
            or (firm and word.text in _BRAND_HEADS)
            or (word.text == "中" and (firm or at_head))
        )

    def _is_brand(self, word: Word) -> bool:
        """Whether a loose character and the word after it are a brand: 正|泰集团."""
        after = self.taken[0] if self.taken else None
        if word.text in _JOINS and after is not None and after.text in GENERIC:
            return False  # 媒体|和|大数据公司
        if word.text in _JOINS and len(self.taken) > 1 and len(self.taken[1].text) == 1:
            return False  # 某某村|和|绿岭食品有限公司: a brand of its own stands behind it
        return len(word.text) == 1 and after is not None and len(after.text) == 1

    def step(self, suffix_end: int) -> bool:
        """Take the stretch of words before ``at``; false where nothing more can be taken."""
        clean = self.context.clean
        region = self.context.by_end.get(self.at)
        if region is not None:
            self.region = region
            self.at = region.start
            return False
        if quoted := _QUOTED.search(clean, max(0, self.at - 16), self.at):
            self.taken.insert(0, Word(quoted.start(), self.at, quoted[0], "quoted"))
            self.at = quoted.start()
            return self.at in self.context.by_end
        inset = _INSET.search(clean, max(0, self.at - 6), self.at)
        if inset and (_COMPANY.match(clean, self.at) or inset.end() - 1 in self.context.by_end):
            self.at = inset.start()  # 蒙牛乳业（集团）股份有限公司
        low = self.context.segment_start(self.at)
        if low == self.at:
            return False
        if stem := next((s for s in self.context.stems if clean.endswith(s, low, self.at)), ""):
            self.at -= len(stem)  # 嘎处|小学, where the text names 嘎处村
            self.taken.insert(0, Word(self.at, self.at + len(stem), stem, "ns"))
            return self.at > low
        last = suffix_end if not self.taken else self.at
        for word in reversed(_whole_words(clean, low, last)):
            if word.start < self.at and not self.take(_cut_to(word, self.at)):
                return False
        return self.at in self.context.by_end or clean[self.at - 1 : self.at] in {"”", "’", "）"}


def _whole_before(context: Context, start: int) -> int:
    """Where the name begins whose whole is named before its place: 大熊猫国家公园|佛坪|管护分局."""
    low = context.segment_start(start)
    before = words(context.clean, low, start)
    if before and before[-1].flag == "ns":
        return before[-1].start  # 泰国|梅州同乡会
    if not before or before[-1].text not in members("body.whole"):
        return start
    return before[0].start


def owner_start(context: Context, start: int) -> int:
    """Where the organisation begins that ends at ``start`` and has a part named behind it; else ``start``."""
    owner = _OWNER.search(context.clean, max(0, start - 6), start)
    if owner is None or context.region_over(owner.start()) is not None:
        return start
    edge = left_edge(context, owner.start(), start, legal="有限" in owner[0])
    return start if edge is None else edge.start


def prefixed(context: Context, region: RegionMention, *, short: bool = True) -> int:
    """What goes before a region and belongs to the name: 甘肃|高台|干部学院, 国网|山东省电力公司, 润昌农商银行|桑阿镇支行."""
    start = region.start
    if (owner := owner_start(context, start)) < start:
        return owner
    if mark := _MARK.search(context.clean, max(0, start - 14), start):
        return mark.start()
    surface = context.clean[region.start : region.end]
    if not short or (_SHORT_FORM.search(surface) and not (len(surface) == 2 and surface[-1] == "州")):
        return start  # 兰州 is short for a city
    while start in context.by_end:
        start = context.by_end[start].start
    return _whole_before(context, start)


def _whole_item(context: Context, start: int) -> Edge | None:
    """Where the item of a list begins whose legal name ends behind ``start``, if no word in it belongs to no name."""
    at, before = start, -1
    while at != before:
        before = at
        low = context.segment_start(at)
        if any(is_hard(w) for w in _whole_words(context.clean, low, at)):
            return None
        at = context.by_end[low].start if low in context.by_end else low
    region = context.by_start.get(at)
    told = region is not None or context.clean[at - 1 : at] == "、"
    return Edge(at, region, True) if told and start - at > 1 else None


def left_edge(context: Context, start: int, end: int, *, legal: bool = False) -> Edge | None:
    """Where the name begins whose suffix is ``start:end``; ``None`` where only a kind is named.

    A ``legal`` name (有限公司) may be made of common words alone, if there are enough of them.
    """
    if legal and (item := _whole_item(context, start)) is not None:
        return item
    walk = _Walk(context, start, legal=legal)
    while start - walk.at < LONGEST and walk.step(end):
        pass
    if walk.region is not None:
        begin = prefixed(context, walk.region)
        return Edge(begin, walk.region, is_own(walk.taken))
    begin = walk.at if walk.cut is None or (legal and walk.loose) else walk.cut
    if legal and start - begin >= 2:
        taken = [w for w in walk.taken if w.start >= begin and w.text not in GENERIC | NAME_VERBS]
        if taken and start - begin >= 4:
            return Edge(begin, None, True)
    named = [w for w in walk.taken if w.start >= begin]
    if begin >= start or not (is_own(named) or (_is_place(named) and context.tokens.ending(end, "pattern.local"))):
        return None
    return Edge(begin, None, True)


def _is_place(taken: list[Word]) -> bool:
    """Whether common words end as names of places do: 野猪|沟|林场, 石头|坡|派出所."""
    told = len(taken) > 1 and len(taken[-1].text) == 1 and ends_places(taken[-1].text)
    return told and taken[-2].flag[:1] == "n" and len(taken[-2].text) > 1 and taken[-2].text not in GENERIC


def whole_suffix(context: Context, start: int, end: int) -> bool:
    """Whether the suffix ``start:end`` is not torn out of longer words: 集|中学|习."""
    clean = context.clean
    low = max(context.segment_start(start), start - 4)
    high = min(len(clean), end + 3)
    stop = BREAK.search(clean, end, high)
    if clean[start:end].endswith("有限公司"):
        return True  # 集团股份 is a word of the dictionary
    near = words(clean, low, stop.start() if stop else high)
    whole = context.tokens.starting(end, "body.post") is not None  # 医院院长 is a word of the dictionary
    return not any((w.start < end < w.end and not whole) or w.start < start < w.end < end for w in near)
