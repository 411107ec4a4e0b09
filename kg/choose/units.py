"""The words for kinds of places (县, 该村, 全市, 21个村): which region may be meant, and when several are counted."""

from __future__ import annotations

from dataclasses import dataclass

from kg import patterns as re
from kg.choose.frame import Node
from kg.gazetteer.kinds import ZONE_KINDS
from kg.lexicon import levels
from kg.lexicon.words import any_of, of_class
from kg.text.words import words

WORDS = ("whole", "own", "that", "inside", "body", "people", "bare")
"""How a word may mean a region without naming it (the classes ``unit.*`` of the lexicon). A word that only says where a
region stands among others (在全省率先) is ``ranked``."""

_KINDS = {
    "市": of_class("pattern.city"),
    "区": ("区", "林区", "特区", levels.REGION, levels.PREFECTURE, *sorted(ZONE_KINDS)),
    "州": levels.AUTONOMOUS[:1],
    "旗": ("旗", levels.AUTONOMOUS[2]),
    "县": ("县", levels.AUTONOMOUS[1], levels.RANKS["county"]),
    "乡": ("乡", "民族乡"),
    "村": (levels.VILLAGES[0], levels.VILLAGES[2]),
    "省": ("省", levels.REGION, levels.MUNICIPALITY),
    levels.NEW_AREA: (levels.NEW_AREA,),
    "地": (levels.PREFECTURE,),
    levels.REGION: (levels.REGION,),
}
_FARMS = {"农场": ("township",), "林场": ("township",), "团场": ("township",)}
_ZONES = (levels.REGION, levels.ZONE, "高新区", "经开区")
UNITS = (*_ZONES, *levels.TOWNS, *levels.VILLAGES, levels.NEW_AREA, "园区", *_FARMS, *"省市州盟县旗区地")

# 甲村、乙村等7个社区: a count behind a list of places.
COUNT = re.compile(
    rf"(?P<etc>等)?共?[\d一二两三四五六七八九十]+个(?:{any_of('pattern.sort_of_unit')})?(?P<unit>{'|'.join(UNITS)})"
)
COUNTED = re.compile(rf"[\d一二三四五六七八九十两]个(?:{any_of('pattern.sort_of_unit')})?(?P<unit>{'|'.join(UNITS)})\Z")


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A word that means a region by its unit: 全县, 该村, 镇党委."""

    start: int
    end: int
    unit: str
    how: str
    clause: int
    sentence: int
    opens: bool


def fits(node: Node, unit: str) -> bool:
    """Whether a region is a unit of a kind: 县 is every county that is called one."""
    if unit in _FARMS:
        return node.level in _FARMS[unit] and node.name.endswith(unit)
    kinds = _KINDS.get(unit)
    if kinds is not None and node.kind in kinds:
        return True
    return node.name.endswith(unit) and not (unit == "区" and node.name.endswith(levels.VILLAGES))


def counted(clean: str, start: int, position: int) -> str:
    """The unit of which several are counted by a number, or right before what it measures: 21个村的|村均收入."""
    before = COUNTED.search(clean, max(0, start - 12), start - clean.startswith("的", start - 1))
    found = before or COUNT.match(clean, position)
    if found is None or any(w in found[0] for w in of_class("pattern.natural")):
        return ""
    adorns = clean.startswith("级", found.end()) or inside_word(clean, found.end())  # 292个市|级党支部, 3个区|域
    return "" if adorns else found["unit"]


def inside_word(clean: str, at: int) -> bool:
    """Whether a longer word goes on over a position: 辖|区内, 小|区里."""
    return any(w.start < at < w.end for w in words(clean, max(0, at - 3), at + 2))
