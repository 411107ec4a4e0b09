"""What surrounds a programme: who leads it."""

from __future__ import annotations

from kg.model import (
    Organisation,
    ProgrammeMention,
    RegionMention,
    Text,
)
from kg.syntax.analysis import analyse

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
_WISHED = 14  # characters between a verb of carrying out and the body whose wish it is


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
    tokens = analyse(text).tokens
    for start, end, org in reversed(_before(text, mention, organisations)):
        between = text.clean[end : mention.start]
        others = [r for r in named if end <= r.start and r.end <= mention.start]
        if any(text.clean[r.start - 1] not in "在对向从、" for r in others):
            continue
        if org.kind not in _LEADERS or _wishes(text, start):
            continue
        if tokens.ending(start, "place.with"):
            continue  # a partner
        subject = text.clean[start - 1 : start] in ("", "\n", "。", "，")
        reach = 160 if subject else 60
        if any(c in between for c in ("。；" if subject else "。；“”")) or len(between) > reach:
            continue
        joined = between.startswith(tuple("、和及的等"))
        if not joined and tokens.within(end, mention.start, "verb.set"):
            return org
    return None


def _wishes(text: Text, start: int) -> bool:
    """Whether the clause says that what the body at ``start`` wishes is carried out."""
    said = analyse(text).tokens.within(start - _WISHED - 2, start, "lead.above")
    return any(
        t.end >= start - _WISHED and not any(c in "，。；“”" for c in text.clean[t.end : start])
        for t in said
    )
