"""What surrounds a programme: who leads it."""

from __future__ import annotations

import re

from kg.model import (
    Organisation,
    ProgrammeMention,
    RegionMention,
    Text,
)
from kg.rules.programmes import kinds

_LEADERS = frozenset(
    {
        "党委",
        "党组",
        "党工委",
        "党总支",
        "党支部",
        "组织部",
        "纪委",
        "政府部门",
        "企业",
        "学校",
        "社会组织",
        "其他",
    }
)
_FROM = re.compile(
    r"(?:落实|贯彻|执行|响应|对标|按照|根据|承接|实施|推进|完成|围绕)[^，。；“”]{0,14}$"
)
_WITH = re.compile("(?:与|和|同|跟|会同|携手)$")


def _before(
    text: Text, mention: ProgrammeMention, organisations: tuple[Organisation, ...]
) -> list[tuple[int, int, Organisation]]:
    """The organisations named in the sentence before the programme, in order."""
    sentence = text.sentence_at(mention.start)
    floor = sentence.start if sentence else mention.start
    found = [
        (q.start, q.end, o)
        for o in organisations
        for q in o.quotes
        if floor <= q.start and q.end <= mention.start
    ]
    return sorted(found, key=lambda t: (t[0], t[1], t[2].name))


def leader(
    text: Text,
    mention: ProgrammeMention,
    organisations: tuple[Organisation, ...],
    named: tuple[RegionMention, ...],
) -> Organisation | None:
    """The organisation that the sentence names as the one that launched the programme."""
    for start, end, org in reversed(_before(text, mention, organisations)):
        between = text.clean[end : mention.start]
        others = [r for r in named if end <= r.start and r.end <= mention.start]
        if any(text.clean[r.start - 1] not in "在对向从、" for r in others):
            continue
        if org.kind not in _LEADERS or _FROM.search(text.clean[:start][-16:]):
            continue
        if _WITH.search(text.clean[max(0, start - 2) : start]):
            continue  # a partner
        subject = text.clean[start - 1 : start] in ("", "\n", "。", "，")
        reach = 160 if subject else 60
        if re.search("[。；]" if subject else "[。；“”]", between) or len(between) > reach:
            continue
        if any(v in between for v in kinds.HARD_VERBS) and not re.match("[、和及的等]", between):
            return org
    return None
