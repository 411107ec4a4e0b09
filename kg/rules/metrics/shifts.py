"""Changes that a sentence tells: added to the figure that they follow, or figures of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import Change, MetricMention
from kg.rules.metrics import changes, nouns
from kg.rules.metrics.clauses import Clause
from kg.rules.metrics.draft import Draft, Reader, mention
from kg.rules.metrics.levels import clause_before, purpose
from kg.rules.numbers.grammar import Figure

_DURATION = re.compile(r"时间|时限|周期|时长|用时|期限|天数|工期|时效")
_GAINS = ("增收", "增产", "增值", "多收", "多卖", "多赚", "多挣", "少跑", "少走")
_RELATIVE = ("%", "倍", "个百分点", "百分点", None)


def read_from_to(r: Reader, figure: Figure, told: changes.FromTo) -> None:
    """办结率从71%提高到96%: the new level with the old one."""
    body, cut = nouns.before(r.clean[r.used : r.used + told.subject])
    property_ = body if len(body) >= 2 else clause_before(r)
    last = r.last()
    if not property_ and last is not None:
        property_ = last.noun
    if property_:
        kept = mention("from-to", figure, property_, (r.used + cut, figure.end))
        r.add(replace(kept, change=told.change), property_)


def read_change(r: Reader, figure: Figure, found: changes.Found) -> None:
    """同比下降9%: a change, of the figure before or of what stands before it."""
    if figure.duration and not _DURATION.search(r.lead(figure)):
        return
    body, cut = nouns.before(r.clean[r.used : r.used + found.subject])
    if len(body) < 2 and not found.obj and _attach(r, figure, found):
        return
    start = r.used + cut
    property_ = _changed(r, figure, body, found)
    if property_:
        kept = mention("change", figure, property_, (start, figure.end))
        kept = replace(kept, value=None, unit=None, change=found.change(figure))
        r.add(kept, property_, r.group(figure))


def _changed(r: Reader, figure: Figure, body: str, found: changes.Found) -> str:
    """What changed: the words before the change, with 增收 and the object of the verb."""
    last = r.last()
    if found.obj:
        return nouns.shorten((body if len(body) <= 8 else "") + found.obj)
    if found.verb in _GAINS:
        near = last is not None and last.clause == r.index and len(body) <= 2
        return (last.noun if near and last else "") + body + found.verb
    if len(body) < 2:
        return clause_before(r) or (last.noun if last else "")
    return nouns.shorten(body) + purpose(r, figure)


def _attach(r: Reader, figure: Figure, found: changes.Found) -> bool:
    """Add a change without a subject of its own to the figure that it follows."""
    if found.verb in _GAINS:
        return False
    draft = _followed(r, figure)
    if draft is None:
        return False
    if figure.unit not in _RELATIVE and figure.unit != draft.mention.unit:
        return False
    draft.mention = replace(draft.mention, change=found.change(figure), end=figure.end)
    r.used = figure.end
    return True


def _followed(r: Reader, figure: Figure) -> Draft | None:
    """The figure that a change without subject belongs to; 分别 pairs them off in order."""
    open_ = [
        d
        for d in r.drafts
        if d.mention.value is not None and d.mention.change is None and d.clause >= r.index - 1
    ]
    if not open_:
        return None
    if "分别" in r.lead(figure):
        later = sum(1 for f in r.clause.figures if f.start >= figure.end)
        return open_[-1 - later] if later < len(open_) else None
    return open_[-1]


def read_doubled(r: Reader, clause: Clause, m: re.Match[str], change: Change) -> None:
    """翻番 says a change without any figure."""
    start, end = clause.start + m.start(), clause.start + m.end()
    if any(f.start < end and f.end > start for f in clause.figures) or r.used > start:
        return
    words = r.clean[r.used : start]
    body, cut = nouns.before(words[: changes.doubled_subject(words)])
    last = r.last()
    if len(body) < 2 and last and last.mention.value is not None and last.mention.change is None:
        last.mention = replace(last.mention, change=change, end=end)
        r.used = end
    elif len(body) >= 2:
        r.add(
            MetricMention(
                start=r.used + cut,
                end=end,
                rule="metric.change",
                at=start,
                property=nouns.shorten(body),
                change=change,
            ),
            body,
        )
