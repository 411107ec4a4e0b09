"""Changes that a sentence tells: added to the figure that they follow, or figures of their own."""

from __future__ import annotations

from dataclasses import replace

from kg import patterns as re
from kg.choose.lists import SEVERALLY
from kg.lexicon import words as lexicon
from kg.lexicon.words import any_of
from kg.model import Change, MetricMention
from kg.rules.metrics import changes, nouns
from kg.rules.metrics.clauses import Clause
from kg.rules.metrics.draft import Draft, Reader, change_of, mention
from kg.rules.metrics.naming import clause_before, distributed, members
from kg.rules.metrics.words import RATIO, SHARE
from kg.rules.numbers.grammar import Figure
from kg.rules.numbers.units import POINTS

_DURATION = re.compile(rf"{any_of('figure.time')}")
_GAINS, _SHARES = lexicon.members("figure.gain"), lexicon.members("figure.share")
_RELATIVE = ("%", "倍", *POINTS, None)


def read_from_to(r: Reader, figure: Figure, told: changes.FromTo) -> None:
    """办结率从71%提高到96%: the new level with the old one."""
    if figure.duration and (figure.unit or "")[0] in "月日年点时":
        return
    body, cut = nouns.before(r.clean[r.used : r.used + told.subject])
    if told.noun:
        body, cut = told.noun, told.subject
    property_ = body if len(body) >= 2 else clause_before(r)
    last = r.last()
    if not property_ and last is not None:
        property_ = last.noun
    if property_:
        span = (r.used + cut, figure.end)
        r.add(mention("from-to", figure, property_, span, change=told.change), property_)


def read_paired(r: Reader, figure: Figure, told: changes.FromTo) -> None:
    """One of several new levels that were told with their old ones."""
    property_ = nouns.before(told.noun)[0] or clause_before(r)
    index, size = told.member
    parts = members(property_, size)
    if property_:
        one = parts[index] if len(parts) == size else property_
        span = (figure.start, figure.end)
        r.add(mention("from-to", figure, one, span, change=told.change), property_)


def read_change(r: Reader, figure: Figure, found: changes.Found) -> None:
    """同比下降9%: a change, of the figure before or of what stands before it."""
    found = replace(found, baseline=found.baseline or r.clause.against)
    before = r.last()
    goes_on = before is not None and before.mention.unit == figure.unit
    if figure.duration and not goes_on and not _DURATION.search(r.lead(figure)):
        return
    stop = found.verb_at if found.verb in _GAINS and found.baseline in (None, changes.YEARLY) else found.subject
    body, cut = nouns.before(r.clean[r.used : r.used + stop])
    if before is not None and body in _SHARES and goes_on_share(before, figure):
        body = ""
    r.shift = found
    if len(body) < 2 and not found.obj and _attach(r, figure, found):
        return
    if found.verb == changes.DIFFERENCE and (len(body) < 2 or figure.unit not in _RELATIVE[:1] + _RELATIVE[2:]):
        return
    start = r.used + cut
    property_ = _changed(r, figure, body, found)
    if property_:
        told = distributed(r, figure, body)
        named = property_ if told is None else told
        kept = change_of(figure, named, (start, figure.end), found.change(figure))
        r.add(kept, property_, r.group(figure))


def goes_on_share(before: Draft, figure: Figure) -> bool:
    """Whether points are the change of the share that was told before (占比12.3%，比重下降0.6个百分点)."""
    points = figure.unit in POINTS
    return points and before.mention.unit == "%" and before.mention.change is None


def _changed(r: Reader, figure: Figure, body: str, found: changes.Found) -> str:
    """What changed: the words before the change, with 增收 and the object of the verb."""
    last = r.last()
    if found.obj:
        return nouns.shorten((body if len(body) <= 8 else "") + found.obj)
    if found.verb in _GAINS:
        near = last is not None and last.clause == r.index and nouns.is_mean(body)
        return (last.noun if near and last else "") + body + found.verb
    if len(body) < 2:
        before = clause_before(r) or (last.noun if last else "")
        return before if figure.unit in _RELATIVE else re.sub(rf"(?:{SHARE}|{RATIO})$", "", before)
    return nouns.measured(nouns.without_cause(nouns.shorten(body)))


def _attach(r: Reader, figure: Figure, found: changes.Found) -> bool:
    """Add a change without a subject of its own to the figure that it follows."""
    last = r.last()
    paired = SEVERALLY in r.lead(figure) and len(r.clause.figures) > 1
    if last is not None and not paired and _completes(last, r, figure, found):
        return True
    if found.verb in _GAINS and figure.unit not in _RELATIVE:
        return False
    draft = _followed(r, figure)
    if draft is None:
        return False
    if figure.unit not in _RELATIVE and figure.unit != draft.mention.unit:
        return False
    change = found.change(figure)
    if (old := draft.mention.change) is not None:
        change = replace(old, value=change.value, unit=change.unit)
    draft.mention = replace(draft.mention, change=change, end=figure.end)
    r.used = figure.end
    return True


def _completes(last: Draft, r: Reader, figure: Figure, found: changes.Found) -> bool:
    """Fill in the size of a change whose old level was told (由3万元增加到9万元，增长2倍)."""
    change = last.mention.change
    if change is None or change.value is not None or found.baseline == changes.YEARLY:
        return False
    if last.clause < r.index - 1 or figure.unit not in (*_RELATIVE, last.mention.unit):
        return False
    full = replace(change, value=figure.value, unit=figure.unit)
    last.mention = replace(last.mention, change=full, end=figure.end)
    r.used = figure.end
    return True


def read_listed_change(r: Reader, figure: Figure) -> bool:
    """The second of two changes that share a verb (分别增长12%和18%)."""
    if r.shift is None or not re.fullmatch(r"[、和与及]", r.left(figure)):
        return False
    found = replace(r.shift, subject=0, verb_at=0)
    last = r.last()
    if last is None or last.mention.rule != "metric.change" or last.clause != r.index:
        return _attach(r, figure, found)
    lead = r.lead(figure)
    told = distributed(r, figure, lead[: lead.index(SEVERALLY)]) if SEVERALLY in lead else None
    span = (last.mention.start, figure.end)
    kept = change_of(figure, told or last.noun, span, found.change(figure))
    r.add(kept, last.noun, r.group(figure))
    return True


def _relates(told: MetricMention) -> bool:
    """Whether a figure is itself a relation (2.3倍, 占计划的106%): what grows by a rate is its subject."""
    return told.unit == "倍" or (told.unit == "%" and "占" in told.property and RATIO in told.property)


def _open(draft: Draft, figure: Figure, paired: bool) -> bool:
    """Whether a figure that was read may still take a change: a multiple takes no further rate."""
    told = draft.mention
    if told.value is None or (figure.unit == "%" and _relates(told)):
        return False
    return told.change is None or (paired and told.change.value is None)


def _followed(r: Reader, figure: Figure) -> Draft | None:
    """The figure that a change without subject belongs to; 分别 pairs them off in order."""
    pairs = sum(1 for f in r.clause.figures) if SEVERALLY in r.lead(figure) else 1
    last = r.last()
    related = last is not None and _relates(last.mention)  # the subject stands one clause back
    first = r.index - pairs - related
    open_ = [d for d in r.drafts if _open(d, figure, pairs > 1) and d.clause >= first]
    if not open_:
        return None
    if pairs > 1:
        later = sum(1 for f in r.clause.figures if f.start >= figure.end)
        return open_[-1 - later] if later < len(open_) else None
    return open_[-1]


def read_doubled(r: Reader, clause: Clause, m: re.Match[str], change: Change) -> None:
    """翻番 says a change without any figure."""
    start, end = clause.start + m.start(), clause.start + m.end()
    if any(f.start < end and f.end > start for f in clause.figures) or r.used > start:
        return
    if (last := r.last()) and last.clause == r.index and last.mention.rule == "metric.part":
        return
    words = r.clean[r.used : start]
    body, cut = nouns.before(words[: changes.doubled_subject(words)])
    told = last.mention.change if last else None
    takes = last is not None and (not told.value if told else last.mention.value is not None)
    if len(body) < 2 and last is not None and takes:
        full = replace(told or change, value=change.value, unit=change.unit)
        last.mention = replace(last.mention, change=full, end=end)
        r.used = end
    elif len(body) >= 2:
        kept = MetricMention(
            start=r.used + cut, end=end, rule="metric.change", at=start, change=change, property=nouns.shorten(body)
        )
        r.add(kept, body)
