"""Names of the bodies of regions: the official form, and the short one of autonomous regions."""

from __future__ import annotations

from kg.lexicon import kinds, levels
from kg.lexicon.words import of_class
from kg.model import Region

_PREFECTURES = (levels.PREFECTURE, "市", "州", "盟")


def short_form(name: str) -> str:
    """海西蒙古族藏族自治州 → 海西州; other names as they are."""
    if not name.endswith(levels.AUTONOMOUS):
        return name
    stem = name[:-3]
    while (people := next((p for p in of_class("people") if stem.endswith(p)), "")) and len(stem) > len(people) + 1:
        stem = stem.removesuffix(people)
    return stem + name[-1]


def with_region(region: Region, tail: str) -> str:
    """The full name of a region's body: 太白县 + 委."""
    stem = short_form(region.name) if region.name.endswith(levels.AUTONOMOUS[0]) else region.name
    if tail.startswith("地委"):
        cut = next((w for w in _PREFECTURES if stem.endswith(w)), "")
        return stem.removesuffix(cut) + tail
    if tail.startswith(kinds.COMMITTEE) and stem[-1] in "省市县旗":
        tail = tail[1:]  # 旗党委 is 旗委
    return stem + tail


def forms(region: Region, tail: str, canonical: str) -> frozenset[str]:
    """Other usual names of the same body: with the official and the short form of an autonomous region."""
    return frozenset({region.name + tail, short_form(region.name) + tail}) - {canonical}
