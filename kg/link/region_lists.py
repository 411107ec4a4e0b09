"""Regions in lists: which of them stand together, and which figure of a list is whose."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from kg.link.region_frame import Frame, Group
from kg.link.region_subject import NEXT_IN_LIST
from kg.model import Sentence, Text

_EACH = re.compile(
    r"分别(?P<verb>[\u4e00-\u9fff]{0,4}?)(?P<figures>[\d一二三四五六七八九十百千.]+[^，。；]{1,60})"
)
_AMOUNT = re.compile(r"(?<![\d.])\d[\d.]*(?=[万亿]?[\u4e00-\u9fff%])")
_FIGURE = re.compile(r"[\d一二三四五六七八九万千百十]")
_BODIES_LISTED = ("党委、", "党工委、", "党总支、", "党支部、")


class Lists:
    """The lists of one text."""

    def __init__(self, text: Text, frame: Frame) -> None:
        """Take the text and its regions."""
        self.text = text
        self.frame = frame

    def respectively(self, sentence: Sentence) -> list[tuple[int, str]]:
        """甲村、乙村的收入分别达到126万元和88万元: each figure is of the region in its place."""
        found: list[tuple[int, str]] = []
        for match in _EACH.finditer(self.text.clean, sentence.start, sentence.end):
            figures = [
                m.start()
                for m in _AMOUNT.finditer(
                    self.text.clean, match.start("figures"), match.end("figures")
                )
            ]
            groups = self.frame.within(sentence.start, match.start())[-len(figures) :]
            if len(figures) > 1 and len(groups) == len(figures) and self._joined(groups):
                found += zip(figures, (g.key for g in groups), strict=True)
        return found

    def _joined(self, groups: list[Group]) -> bool:
        gaps = (self.text.clean[a.end : b.start] for a, b in pairwise(groups))
        return all(len(gap) == 1 and NEXT_IN_LIST.match(gap) for gap in gaps)

    def has_own_figure(self, group: Group) -> bool:
        """Whether a figure follows a region of a list as one followed the region before: 甲县300万元、乙县260万元."""
        i = bisect_right(self.frame.starts, group.start) - 1
        clean = self.text.clean
        if i == 0 or not _FIGURE.match(clean, group.end):
            return False
        before = self.frame.groups[i - 1]
        gap = clean[before.end : group.start]
        return len(gap) < 16 and gap[-1:] in "、，；和" and _FIGURE.match(gap) is not None

    def in_list(self, group: Group) -> bool:
        """Whether a region is one of several: what is said of them all is said of what holds them."""
        i = bisect_right(self.frame.starts, group.start) - 1
        for a, b in ((i - 1, i), (i, i + 1)):
            if a >= 0 and b < len(self.frame.groups):
                gap = self.text.clean[self.frame.groups[a].end : self.frame.groups[b].start]
                zone = self.frame.nodes[self.frame.groups[a].key].level == "zone" and a == i
                short = len(gap) == 1 and NEXT_IN_LIST.match(gap)
                if (short or gap in _BODIES_LISTED) and not zone:
                    return True
        return False
