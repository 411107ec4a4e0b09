"""A text with its regions and titles, as the readers of organisations look at it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from kg.model import RegionMention, Text
from kg.rules.engine import Found
from kg.rules.organisations.classes import HARD_STOPS
from kg.text.words import words

_TITLE = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")
_COUNTED = re.compile(r"(?:\d|[一二三四五六七八九百十千万两几多])[余多]?[家个所名座支间处]$")
_OFFICE_END = re.compile(r"[\u4e00-\u9fff](?:局|厅)(?=[\u4e00-\u9fff]{2})")
_KIND_ONLY = re.compile(r"[省市县区旗盟镇乡村州]|街道|社区|苏木|嘎查")
BREAK = re.compile(r"[^\u4e00-\u9fffA-Za-z·]")
# Single characters that no name holds; others (多, 大, 强) may be part of one: 福旺多超市.
FIRM = frozenset(
    "由与和及同跟在于到对向从将把被让使给为以按是有无也就还又已并而或但即如像其该此这那某本我他她它每各全几的地得了着过之所等经据中校系编问答含"
)
LONGEST = 40


@dataclass(frozen=True)
class Context:
    """A text with its regions and titles, as the readers of organisations look at it."""

    clean: str
    regions: tuple[RegionMention, ...]
    titles: tuple[tuple[int, int], ...]
    by_end: dict[int, RegionMention] = field(default_factory=dict)
    _starts: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: Text, found: Found) -> Context:
        """The context of one text."""
        regions = tuple(r for m in found.of(RegionMention) if (r := _trimmed(text.clean, m)))
        by_end: dict[int, RegionMention] = {}
        for r in regions:
            if r.end not in by_end or r.start < by_end[r.end].start:
                by_end[r.end] = r
        titles = tuple(m.span() for m in _TITLE.finditer(text.clean))
        return cls(text.clean, regions, titles, by_end, tuple(r.start for r in regions))

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
        return any(a + 1 < start < b for a, b in self.titles)

    def chain_start(self, region: RegionMention) -> int:
        """Where the unbroken chain of regions begins that ends in ``region`` (德令哈市|柯鲁柯镇|金原村)."""
        start = region.start
        while start in self.by_end:
            start = self.by_end[start].start
        return start

    def counted(self, start: int) -> bool:
        """Whether a number with its measure word stands right before (12家…)."""
        return bool(_COUNTED.search(self.clean[max(0, start - 8) : start]))


def _trimmed(clean: str, region: RegionMention) -> RegionMention | None:
    """A region that only the text names, less the verb or preposition that was read with it."""
    if (
        clean[region.start : region.end] == "会同县"
        and "\u4e00" <= clean[region.start - 1] <= "\u9fff"
    ):
        return None  # 县委组织部会同县农业农村局
    if region.places:
        return region
    torn = region.start > 0 and region.end - region.start > 2
    if torn and _OFFICE_END.match(clean, region.start - 1):
        return replace(region, start=region.start + 1)  # 监督管理局|杜村
    inside = words(clean, region.start, region.end)
    hard = [w for w in inside[:-1] if w.text in HARD_STOPS and (len(w.text) > 1 or w.text in FIRM)]
    if not hard:
        return region
    if region.end - hard[-1].end >= 2 and not _KIND_ONLY.fullmatch(clean, hard[-1].end, region.end):
        return replace(region, start=hard[-1].end)
    is_name = len(hard[-1].text) > 1 and hard[-1].start == region.start
    return region if is_name and region.end - hard[-1].end == 1 else None
