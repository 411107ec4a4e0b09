"""Which figure of a list is whose: 甲村、乙村的收入分别达到126万元和88万元."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from kg.choose.frame import Group
from kg.choose.scene import JOINT, Scene

_NUMERALS = ("", "", "两二2", "三3", "四4", "五5", "六6")
_UNITS = ("个", "村", "镇", "乡", "县", "区", "地", "家")
SEVERALLY, IN_TURN = "分别", "依次"
"""Deal the figures behind them out to what stands before."""
OF_WHICH = "其中"
"""Before the parts of what was told."""
EACH = (SEVERALLY, IN_TURN, "各自")
_ONE_OF_TWO = ("前者", "后者")


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


def joint(scene: Scene, at: int, subject: str | None) -> str | None:
    """What the places lie in that a figure is of together (甲镇、乙镇组建合作社27家): none of them alone; the ``subject`` of
    the article where it holds them all."""
    i = bisect_left(scene.starts, at) - 1
    sentence = scene.text.sentence_at(at)
    if i < 0 or sentence is None or scene.starts[i] < sentence.start:
        return None
    run = [scene.standings[i]]
    while run[0].listed and i > 0:
        i -= 1
        run.insert(0, scene.standings[i])
    start, keys = run[-1].group.end, [s.group.key for s in run]
    dealt = any(scene.text.clean.find(word, start, at) >= 0 for word in (*EACH, *_ONE_OF_TWO))
    if len(run) < 2 or not run[0].subject or dealt or scene.units_between(start, at):
        return None
    above = (*([subject] if subject else []), *scene.frame.above(keys[0]))
    return next((k for k in above if all(scene.frame.holds(k, key) for key in keys)), None)


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
    if number >= len(_NUMERALS) or len({g.key for g in groups}) != len(groups):
        return []
    named = any(f"{numeral}{unit}" in told for numeral in _NUMERALS[number] for unit in _UNITS)
    return groups if named and len(groups) == number else []
