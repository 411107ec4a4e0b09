"""A text with its regions, marks and tokens, as the readers of organisations look at it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg import patterns as re
from kg.lexicon import kinds, levels
from kg.lexicon.words import any_of, members, of_class
from kg.model import RegionMention, Text
from kg.rules.engine import Found
from kg.rules.numbers.numerals import CARDINALS
from kg.rules.organisations.vocabulary import FIRM, GENERIC, HARD_STOPS, NAME_VERBS, is_hard
from kg.syntax.analysis import Analysis, analyse
from kg.syntax.tokens import Tokens
from kg.text.words import Word, is_rare, words

BREAK = re.compile(r"[^\u4e00-\u9fffA-Za-z·]")
LONGEST = 40
SUFFIXES = ("body.party", *kinds.BY_CLASS)
LEVELS = {word: of[0] for word, of in levels.DIVISIONS.items() if word != levels.PREFECTURE}
LOW = (*levels.TOWNS, *levels.VILLAGES)
_LEVEL = re.compile("|".join(sorted(LEVELS, key=len, reverse=True)))
_HOST = re.compile(any_of("body.bare_host"))
_COUNTED = re.compile(r"(?:\d|[两几多一二三四五六七八九十百万千])[余多]?[家个所名座支间处]$")
_EACH = re.compile(rf"每个|每村|各地|各(?:{levels.ANY_VILLAGE})|各[县市区镇乡]|每支")
_OF_SCHOOL = frozenset({"校史", "校园", "校舍", "校训", "院史"})
_SHORT_VERBS = frozenset("请离距报赴去来找送交任受访见求问帮获经让令属是有如归")
_KIND_BEFORE = frozenset("边全各每联强片跨邻某城农乡镇村社园校景矿厂小辖街家个类型（/—+→")
_CARRIED = re.compile(rf"({'|'.join(of_class('body.democrats'))})[\u4e00-\u9fff]{{2,9}}委[和与]$")


@dataclass(frozen=True)
class Context:
    """A text with its regions, marks and tokens, as the readers of organisations look at it."""

    clean: str
    regions: tuple[RegionMention, ...]
    analysis: Analysis
    by_end: dict[int, RegionMention] = field(default_factory=dict)
    by_start: dict[int, RegionMention] = field(default_factory=dict)
    _starts: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: Text, found: Found) -> Context:
        """The context of one text."""
        mentions = found.of(RegionMention)
        ends = {m.end for m in mentions}
        regions = tuple(
            r
            for m in mentions
            if (text.clean[m.start] != "和" or m.start in ends or not _joined(text.clean, m.start))
            and (r := _trimmed(text.clean, m))
        )
        by_end: dict[int, RegionMention] = {}
        by_start: dict[int, RegionMention] = {}
        for r in regions:
            if r.end not in by_end or r.start < by_end[r.end].start:
                by_end[r.end] = r
            if r.start not in by_start or r.end > by_start[r.start].end:
                by_start[r.start] = r
        starts = tuple(r.start for r in regions)
        return cls(text.clean, regions, analyse(text), by_end, by_start, starts)

    @property
    def tokens(self) -> Tokens:
        """The words of the lexicon in the text."""
        return self.analysis.tokens

    def region_over(self, position: int) -> RegionMention | None:
        """The region whose words hold a position."""
        i = bisect_right(self._starts, position) - 1
        while i >= 0 and self._starts[i] > position - LONGEST:
            if self.regions[i].end > position:
                return self.regions[i]
            i -= 1
        return None

    def in_title(self, start: int) -> bool:
        """Whether a position stands in 《…》, and not at its very beginning."""
        return self.analysis.in_title(start) and self.clean[start - 1] != "《"

    def counted(self, start: int) -> bool:
        """Whether a number with its measure word stands right before (12家…)."""
        return bool(_COUNTED.search(self.clean[max(0, start - 8) : start]))

    def everywhere(self, start: int) -> bool:
        """Whether the clause up to ``start`` speaks of every place."""
        clause = self.analysis.clause_at(start)
        return clause is not None and _EACH.search(self.clean, clause.start, start) is not None

    def founder_before(self, start: int) -> str:
        """The party, league or congress whose local body the name of a place or a level opens: 共青团|漳州市委."""
        if self.clean.endswith(of_class("body.mark"), 0, start):
            return ""  # 美团|梁溪站
        return next((f for f in of_class("body.founder") if self.clean.endswith(f, 0, start)), "")

    def of_party(self, start: int) -> bool:
        """Whether 中共 stands before a place, or before the places that it is chained to: 中共|歙县深渡镇."""
        while start in self.by_end:
            start = self.by_end[start].start
        return self.clean.endswith(of_class("party.name"), 0, start)

    def founder_of(self, region: RegionMention) -> str:
        """That of a place's body, also of one more behind 和: 农工党浙江省委和|衢州市委."""
        carried = _CARRIED.search(self.clean, max(0, region.start - 16), region.start)
        return self.founder_before(region.start) or (carried[1] if carried else "")

    @cached_property
    def marked(self) -> dict[int, int]:
        """Where short quotations and brackets begin, and where they end."""
        return {p.start: p.end for p in self.analysis.pairs if p.end - p.start <= 18}

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The names of the text's towns and villages without the word for their level: 嘎处, of 嘎处村."""
        names = {r.name for r in self.regions if r.level in levels.LOW}
        stems = {n.removesuffix(next((w for w in LOW if n.endswith(w)), "")) for n in names}
        return tuple(sorted(s for s in stems if len(s) > 1 and s not in GENERIC))

    def piece_end(self, at: int) -> int | None:
        """Where a place's name, a quotation or a bracket ends that begins at ``at``."""
        if (region := self.by_start.get(at)) is not None:
            return region.end
        if at in self.marked and self.clean[at] != "《":
            return self.marked[at]
        return None

    def run_end(self, at: int, stop: int) -> int:
        """Where the unbroken characters end that begin at ``at``."""
        halts = self._halts
        i = bisect_left(halts, at)
        return max(at, min(stop, halts[i])) if i < len(halts) else max(at, stop)

    @cached_property
    def suffix_ends(self) -> list[int]:
        """Where the suffixes of bodies end, in order."""
        return sorted({token.end for token in self.tokens.of(*SUFFIXES)})

    @cached_property
    def _breaks(self) -> list[int]:
        """Where what no name holds stands, in order."""
        return [m.start() for m in BREAK.finditer(self.clean)]

    @cached_property
    def _halts(self) -> list[int]:
        """Where breaks, places, quotations and brackets begin."""
        marked = (at for at in self.marked if self.clean[at] != "《")
        return sorted({*self._breaks, *self.by_start, *marked})

    @cached_property
    def _ends(self) -> list[int]:
        """Where the names of places end."""
        return sorted(self.by_end)

    def free_before(self, start: int) -> bool:
        """Whether a bare name (县医院) can begin at ``start``: what precedes is no noun that it belongs to."""
        if start == 0 or BREAK.match(self.clean, start - 1):
            return True
        if start in self.by_end:
            return False
        if self.clean[start - 1] in "年月日" and self.clean[start - 2].isdigit():
            return True
        before = words(self.clean, max(self.segment_start(start), start - 6), start)
        last = before[-1]
        if last.text in GENERIC and last.text not in HARD_STOPS:
            return False
        verb = last.flag[:1] == "v" and len(last.text) > 1 and last.text not in NAME_VERBS
        verb = verb and not is_rare(last.text, 50)
        verb = verb or last.text in _SHORT_VERBS
        return is_hard(last) or verb or last.flag in {"t", "f"}

    def joins_bodies(self, word: Word) -> bool:
        """Whether 联合 is what one body does with the next: 县总工会|联合|市妇联."""
        if word.text not in members("body.with"):
            return False
        ended = self.tokens.ending(word.start, "body.level", "body.party", "body.gov", "body.child")
        return ended is not None or word.start in self.by_end

    def segment_start(self, end: int) -> int:
        """Where the unbroken Chinese stretch that ends at ``end`` begins; regions break it too."""
        i = bisect_left(self._breaks, end) - 1
        j = bisect_left(self._ends, end) - 1
        broken = self._breaks[i] + 1 if i >= 0 else 0
        return max(0, end - LONGEST, broken, self._ends[j] if j >= 0 else 0)

    @cached_property
    def levels(self) -> tuple[tuple[int, str], ...]:
        """The bare words for a level that may own a body: |县|公安局."""
        found = ((m.start(), m[0]) for m in _LEVEL.finditer(self.clean))
        return tuple((at, word) for at, word in found if self._stands_bare(at, word))

    @cached_property
    def level_starts(self) -> frozenset[int]:
        """Where these words begin."""
        return frozenset(at for at, _ in self.levels)

    def _stands_bare(self, at: int, word: str) -> bool:
        before = self.clean[max(0, at - 1) : at]
        if before in _KIND_BEFORE or self.region_over(at) or self.in_title(at):
            return False
        end = at + len(word)
        first = words(self.clean, at, self.run_end(at, min(len(self.clean), at + 8)))[0]
        body = self.tokens.starting(end, "body.level", "body.party", "field")
        if first.end > end and body is None and first.flag != "nt":
            return self.clean[end] == "委" and (before == "团" or self.free_before(at))
        partner = self.tokens.ending(at, "body.with") is not None  # 联合|县公安局
        return partner or self.free_before(at) or before in {"委", "团", "原", "我", "该", "本"}

    @cached_property
    def hosts(self) -> tuple[tuple[int, str], ...]:
        """The bare words for a host: |集团|党委."""
        found = ((m.start(), m[0]) for m in _HOST.finditer(self.clean) if self.clean[m.end() : m.end() + 1] != "长")
        return tuple((at, word) for at, word in found if self._is_bare_host(at))

    def _is_bare_host(self, at: int) -> bool:
        before = self.clean[max(0, at - 1) : at]
        held = before in _KIND_BEFORE or self.region_over(at) or self.in_title(at)
        held = held or before in set(CARDINALS)  # 十二|局
        held = held or self.clean[at : at + 2] in _OF_SCHOOL
        return not held and self.free_before(at)


def _joined(clean: str, start: int) -> bool:
    """Whether a Chinese character stands right before: 集团|和县…"""
    return start > 0 and "\u4e00" <= clean[start - 1] <= "\u9fff"


def _trimmed(clean: str, region: RegionMention) -> RegionMention | None:
    """A region that only the text names, less the verb or preposition that was read with it."""
    if _joined(clean, region.start) and clean[region.start : region.start + 2] in HARD_STOPS:
        return None  # 县委组织部会同县农业农村局
    if region.places or region.start == 0 or BREAK.match(clean, region.start - 1):
        return region
    inside = words(clean, region.start, region.end)
    hard = [w for w in inside[:-1] if w.text in HARD_STOPS and (len(w.text) > 1 or w.text in FIRM)]
    if not hard:
        return region
    if region.end - hard[-1].end >= 2 and not _LEVEL.fullmatch(clean, hard[-1].end, region.end):
        return replace(region, start=hard[-1].end)
    is_name = len(hard[-1].text) > 1 and hard[-1].start == region.start
    return region if is_name and region.end - hard[-1].end == 1 else None
