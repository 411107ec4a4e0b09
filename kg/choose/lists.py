"""Which figure of a list is whose: 甲村、乙村的收入分别达到126万元和88万元."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from kg.choose.frame import Group
from kg.choose.scene import JOINT, Scene

NUMERALS = ("", "", "两二2", "三3", "四4", "五5", "六6")
UNITS = ("个", "村", "镇", "乡", "县", "区", "地", "家")
SEVERALLY, IN_TURN = "分别", "依次"
OF_WHICH = "其中"
"""Before the parts of what was told."""
EACH = (SEVERALLY, IN_TURN, "各自")


def distributed(scene: Scene, figures: Sequence[int]) -> dict[int, str]:
    """The region of each of the ``figures`` (positions, in order) that a sentence deals out one by one."""
    found: dict[int, str] = {}
    for sentence in scene.text.sentences:
        ats = figures[bisect_left(figures, sentence.start) : bisect_left(figures, sentence.end)]
        if len(ats) < 2:
            continue
        for word in EACH:
            cut = scene.text.clean.find(word, sentence.start, ats[-1])
            if cut < 0:
                continue
            stop = scene.text.clean.find("，", cut, sentence.end)
            end = sentence.end if stop < 0 else stop
            behind = [at for at in ats if cut < at < end]
            groups = _run(scene, sentence.start, cut)
            if len(groups) != len(behind):
                groups = _numbered(scene, sentence.start, cut, len(behind))
            if len(groups) == len(behind) > 1:
                found |= zip(behind, (g.key for g in groups), strict=True)
    return found


def _run(scene: Scene, start: int, end: int) -> list[Group]:
    """The last run of regions in a range that follow each other joined by one mark or word each."""
    groups = scene.frame.within(start, end)
    run = groups[-1:]
    for before, group in reversed(list(pairwise(groups))):
        if scene.text.clean[before.end : group.start] not in JOINT:
            break
        run.insert(0, before)
    return run


def _numbered(scene: Scene, start: int, cut: int, number: int) -> list[Group]:
    """The regions of a sentence where the words before the figures tell how many they are: 三个村…依次增加."""
    groups = scene.frame.within(start, cut)
    if not groups and number > 1:  # those of the paragraph, named last: 两镇…分别为
        groups = scene.frame.within(scene.block(start).start, cut)[-number:]
    told = scene.text.clean[max(groups[-1].end, start) if groups else start : cut]
    if number >= len(NUMERALS) or len({g.key for g in groups}) != len(groups):
        return []
    named = any(f"{numeral}{unit}" in told for numeral in NUMERALS[number] for unit in UNITS)
    return groups if named and len(groups) == number else []
