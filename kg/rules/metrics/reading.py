"""Read the figures of a sentence one by one, in order, each with the words that say what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.model import Change, MetricMention
from kg.rules.metrics import changes, countable, nouns, times
from kg.rules.metrics.clauses import Clause, names, split
from kg.rules.metrics.words import ATTRIBUTE, COUNT_VERBS, LIGHT, MEASURED, RATE
from kg.rules.numbers.dates import Date
from kg.rules.numbers.grammar import Figure
from kg.rules.numbers.units import AREA, MONEY, PLACES

_PEOPLE = ("人", "名", "位", "人次")
_NUMBER_OF = {
    "人": "人数",
    "名": "人数",
    "位": "人数",
    "人次": "人次",
    "户": "户数",
    "次": "次数",
    "场": "场次",
    "场次": "场次",
}
_RATE_UNITS = ("%", "‰")
_MONEY_NOUN = re.compile(
    r"(?:资金|经费|款|贷款|收入|奖金|补贴|补助|基金|投资|产值|订单|合同|奖励|善款|报酬|货款|分红|租金)$"
)
_CONDITION = re.compile(r"(?:[^，、；的]{0,12}?)$")


@dataclass(slots=True)
class Draft:
    """A mention in the making; ``noun`` is the bare name of what was counted, ``group`` numbers the
    members of a 分别 list from 0."""

    mention: MetricMention
    noun: str
    clause: int
    group: int = 0


@dataclass(slots=True)
class Reader:
    """The state of reading one sentence."""

    clean: str
    start: int
    end: int
    dates: list[Date]
    clauses: list[Clause]
    drafts: list[Draft] = field(default_factory=list)
    norm: bool = False
    used: int = 0
    index: int = 0

    @property
    def clause(self) -> Clause:
        """The clause that is being read."""
        return self.clauses[self.index]

    def left(self, figure: Figure) -> str:
        """The words of the clause before a figure that no earlier figure has taken."""
        return self.clean[self.used : figure.start]

    def right(self, figure: Figure) -> str:
        """The words after a figure up to the next figure or the end of the clause."""
        later = [f.start for f in self.clause.figures if f.start >= figure.end]
        return self.clean[figure.end : min(later, default=self.clause.end)]

    def rest(self, figure: Figure) -> str:
        """The words after a figure up to the end of the clause."""
        return self.clean[figure.end : self.clause.end]

    def last(self) -> Draft | None:
        """The figure that was read before, in this sentence."""
        return self.drafts[-1] if self.drafts else None

    def add(self, mention: MetricMention, noun: str, group: int = 0) -> None:
        """Keep a mention, dated by the words before it."""
        time = times.time_at(self.dates, mention.at)
        self.drafts.append(Draft(replace(mention, time=time), noun, self.index, group))


def read_sentence(
    clean: str, start: int, end: int, aside: Iterable[tuple[int, int]] = ()
) -> list[MetricMention]:
    """The figures of ``clean[start:end]``; those inside ``aside`` (names, formulas) are left out."""
    closed = names(clean, start, end)
    reader = Reader(
        clean, start, end, times.dated(clean, start, end, closed), split(clean, start, end, aside)
    )
    for index, clause in enumerate(reader.clauses):
        reader.index, reader.used = index, clause.start
        _read_clause(reader, clause)
    return [d.mention for d in reader.drafts]


def _read_clause(r: Reader, clause: Clause) -> None:
    words = r.clean[clause.start : clause.end]
    if countable.norm_opens(words):
        r.norm = True
    elif r.norm and not countable.norm_goes_on(words):
        r.norm = False
    for figure in clause.figures:
        if r.norm and figure.value <= 20 and figure.unit not in (*MONEY, "%"):
            continue
        if r.norm and "每万" in words:
            continue
        _read_figure(r, figure)
    if (found := changes.doubled(words)) is not None:
        _read_doubled(r, clause, *found)


def _read_figure(r: Reader, figure: Figure) -> None:
    left, right = r.left(figure), r.right(figure)
    more = any(f.start >= figure.end for f in r.clause.figures)
    if changes.is_baseline(r.clean, r.used, figure, r.clause.end):
        return
    if (told := changes.from_to(r.clean, r.used, figure, r.clause.figures)) is not None:
        _read_from_to(r, figure, told)
    elif (found := changes.before(left, figure)) is not None:
        _read_change(r, figure, found)
    elif not countable.is_threshold(figure, left, right, more):
        _read_level(r, figure, left, right)


def _mention(
    rule: str,
    figure: Figure,
    property_: str,
    span: tuple[int, int],
    change: Change | None = None,
    condition: str | None = None,
) -> MetricMention:
    return MetricMention(
        start=span[0], end=span[1], rule=f"metric.{rule}", at=figure.at, property=property_,
        value=figure.value, unit=figure.unit, hedge=figure.hedge, change=change, condition=condition,
    )  # fmt: skip


# ------------------------------------------------------------------------------------- levels


def _read_level(r: Reader, figure: Figure, left: str, right: str) -> None:
    noun, size = nouns.noun_phrase(right.removeprefix("的"))
    if not countable.countable(figure, left, right, noun):
        return
    body, cut = nouns.before(left)
    if figure.unit in countable.PARTS and _is_part(figure, right, noun, body):
        _read_part(r, figure, right)
    elif right.startswith("的") and (attribute := ATTRIBUTE.search(left)) and noun:
        span = (r.used + attribute.start(), figure.end + 1 + size)
        _close(r, _mention("count", figure, noun + attribute["a"], span), noun, span[1])
    elif noun and not right.startswith("的") and _counts(r, figure, body, noun, size, right):
        _read_counted(r, figure, noun, size)
    elif figure.unit in AREA and noun and len(body) < 2:
        span = (figure.start, figure.end + size + right.startswith("的"))
        _close(r, _mention("count", figure, noun + "面积", span), noun, span[1])
    else:
        _read_named(r, figure, body, cut)


def _close(r: Reader, mention: MetricMention, noun: str, used: int, group: int = 0) -> None:
    r.add(mention, noun, group)
    r.used = used


def _is_part(figure: Figure, right: str, noun: str, body: str) -> bool:
    """Whether a rate tells the part of a whole that is named after it (92%的党支部)."""
    if right.startswith("的"):
        return not RATE.search(body)
    return bool(noun) and not body and not re.match(r"(?:全?覆盖|达标|完成|以)", right)


def _read_part(r: Reader, figure: Figure, right: str) -> None:
    """92%的党支部争创为四星级: what is counted is the part that the predicate tells."""
    offset = figure.end + right.startswith("的")
    words = r.clean[offset : r.clause.end]
    noun, size = nouns.noun_phrase(words)
    told = nouns.predicate(words[size:])
    if re.match(r"[、和及与]", words[size:]):
        told = _shared_predicate(r)
    property_ = f"{told}的{noun}占比" if len(told) >= 2 else f"{noun}占比"
    span = (figure.start, offset + size)
    _close(r, _mention("part", figure, property_, span), noun, r.clause.end if told else span[1])


def _shared_predicate(r: Reader) -> str:
    """The predicate that follows the last figure of the clause (…村、60家企业和400户农户抱团发展)."""
    last = r.clause.figures[-1]
    words = r.rest(last)
    return nouns.predicate(words[nouns.noun_end(words) :])


def _counts(r: Reader, figure: Figure, body: str, noun: str, size: int, right: str) -> bool:
    """Whether the noun after a figure is what it counts, and not the beginning of something else."""
    if figure.unit in _RATE_UNITS:
        return False
    if figure.unit in MONEY:
        return bool(_MONEY_NOUN.search(noun))
    if size < len(right) or not body:
        return True
    ends = figure.end + size
    follows = any(f.start == ends for f in r.clause.figures)
    return not (follows and len(body) >= 2 and not LIGHT.fullmatch(body))


def _read_counted(r: Reader, figure: Figure, noun: str, size: int) -> None:
    """576个基层党组织."""
    words = r.rest(figure)
    property_ = noun
    if len(noun) < 2:
        told = nouns.predicate(words[size:])
        if re.match(r"[、和及与]|\d", words[size:]):
            told = _shared_predicate(r)
        property_ = f"{told}的{noun}" if len(told) >= 2 else noun
    end = figure.end + words.find(noun) + len(noun)
    _close(r, _mention("count", figure, nouns.shorten(property_), (figure.start, end)), noun, end)


def _read_named(r: Reader, figure: Figure, body: str, cut: int) -> None:
    """组建党员先锋队18支: the words before the figure say what it counts."""
    start = r.used + cut
    if len(body) < 2:
        _read_bare(r, figure, body)
        return
    last = r.last()
    property_ = nouns.shorten(body)
    noun = nouns.head(property_)
    if LIGHT.fullmatch(body):
        property_ = _light(figure, body, last)
        noun = property_
    elif body.endswith(("的占", "的")) and last is not None:
        noun = last.noun
        property_ = body.removesuffix("占") + noun + ("占比" if body.endswith("占") else "")
    property_ = _completed(r, figure, property_, last)
    rule = "rate" if figure.unit in countable.PARTS else "count"
    span = (start, figure.end)
    condition = _condition(r, figure, start)
    group = _group(r, figure)
    _close(r, _mention(rule, figure, property_, span, condition=condition), noun, figure.end, group)


def _light(figure: Figure, body: str, last: Draft | None) -> str:
    """带动125户: a verb alone is filled up with what it acts on."""
    if last is not None and last.mention.unit == figure.unit and figure.unit not in _PEOPLE:
        return body + last.noun
    if figure.unit in MONEY:
        return body + "资金"
    return body + _NUMBER_OF.get(figure.unit or "", "")


def _completed(r: Reader, figure: Figure, property_: str, last: Draft | None) -> str:
    """Fill up what a list leaves out: the measured noun of the item before, 占 to 占比."""
    if property_.endswith("占") and len(property_) > 1:
        return property_ + "比"
    if figure.unit in countable.PARTS and re.search(r"占[^，]{1,12}的?$", property_):
        return property_.removesuffix("的") + "比例"
    if figure.unit in countable.PARTS and (m := re.match(r"全?覆盖|达标", r.right(figure))):
        return property_ + ("覆盖率" if "覆盖" in m[0] else "达标率")
    if last is None or last.clause != r.index or last.mention.unit != figure.unit:
        return property_
    tail = MEASURED.search(last.mention.property)
    if tail and figure.unit in (*MONEY, "%", "岁") and not MEASURED.search(property_):
        return property_ + tail[0]
    verb = re.match(rf"(?:{COUNT_VERBS.pattern})+", last.mention.property)
    if verb and not COUNT_VERBS.match(property_) and r.clean[r.used] == "、":
        return verb[0] + property_
    return property_


def _group(r: Reader, figure: Figure) -> int:
    """The place of a figure in a 分别 list, from 0."""
    words = r.clean[r.clause.start : figure.start]
    if "分别" not in words:
        return 0
    after = r.clause.start + words.index("分别")
    return sum(1 for f in r.clause.figures if after <= f.start < figure.start)


def _condition(r: Reader, figure: Figure, start: int) -> str | None:
    """The threshold among the words that say what is counted (100万元以上)."""
    for f in r.clause.figures:
        if start <= f.start and f.end < figure.start:
            return r.clean[f.start : f.end]
    return None


def _read_bare(r: Reader, figure: Figure, body: str) -> None:
    """A figure with no words before it: what it counts is told after it or by the figure before it."""
    last = r.last()
    told = nouns.predicate(r.rest(figure))
    if body == "占" and last is not None:
        _close(
            r,
            _mention(
                "rate", figure, last.mention.property + "占比", (figure.start - 1, figure.end)
            ),
            last.noun,
            figure.end,
        )
        return
    if last is not None and r.used == figure.start and last.mention.end == figure.start:
        property_ = last.mention.property + _NUMBER_OF.get(figure.unit or "", "")
        span = (
            last.mention.start if last.mention.end == figure.start else figure.start,
            figure.end,
        )
    elif (
        last is not None
        and "分别" in r.clean[r.clause.start : figure.start]
        and last.clause == r.index
    ):
        property_, span = last.mention.property, (last.mention.start, figure.end)
        _widen(r, figure.end)
    elif figure.unit in (*PLACES, "人", "户"):
        if r.rest(figure)[:1] in "、和及与" or re.match(r"\d", r.rest(figure)):
            told = _shared_predicate(r)
        property_, span = (
            (f"{told}的{figure.unit}" if len(told) >= 2 else str(figure.unit)),
            (figure.start, figure.end + len(told)),
        )
    elif last is not None and len(told) >= 2:
        property_, span = f"{told}的{last.noun}", (figure.start, figure.end)
    elif told := _clause_before(r):
        property_, span = told, (figure.start, figure.end)
    else:
        return
    rule = "rate" if figure.unit in countable.PARTS else "count"
    _close(
        r,
        _mention(rule, figure, property_, span),
        last.noun if last else property_,
        figure.end,
        _group(r, figure),
    )


def _widen(r: Reader, end: int) -> None:
    """Let the quotes of a 分别 list end where its last figure ends."""
    for draft in r.drafts:
        if draft.clause == r.index and r.clean[draft.mention.end - 1 : end] and draft.group >= 0:
            if (
                draft.mention.start <= end
                and "分别" in r.clean[draft.mention.start : draft.mention.end]
            ):
                draft.mention = replace(draft.mention, end=end)


def _clause_before(r: Reader) -> str:
    """The words of the clause before, where they can say what is counted."""
    if r.index == 0 or r.clauses[r.index - 1].figures:
        return ""
    clause = r.clauses[r.index - 1]
    body, _ = nouns.before(r.clean[clause.start : clause.end])
    return body if 2 <= len(body) <= 20 else ""


# ------------------------------------------------------------------------------------- changes


def _read_from_to(r: Reader, figure: Figure, told: changes.FromTo) -> None:
    body, cut = nouns.before(r.clean[r.used : r.used + told.subject])
    property_ = body if len(body) >= 2 else _clause_before(r)
    if not property_ and (last := r.last()) is not None:
        property_ = last.mention.property
    if property_:
        span = (r.used + cut, figure.end)
        _close(r, _mention("from-to", figure, property_, span, told.change), property_, figure.end)


def _read_change(r: Reader, figure: Figure, found: changes.Found) -> None:
    if figure.duration and not re.search(
        r"时间|时限|周期|时长|用时|期限|天数|工期", r.clean[r.clause.start : figure.start]
    ):
        return
    words = r.clean[r.used : r.used + found.subject]
    body, cut = nouns.before(words)
    if len(body) < 2 and not found.obj and _attach(r, figure, found):
        return
    start = r.used + cut
    property_ = _changed(r, body, found)
    if not property_:
        return
    mention = _mention("change", figure, property_, (start, figure.end), found.change(figure))
    _close(r, replace(mention, value=None, unit=None), property_, figure.end, _group(r, figure))


def _changed(r: Reader, body: str, found: changes.Found) -> str:
    """What changed: the words before the change, with 增收 and the object of the verb."""
    if len(body) < 2 and not found.obj:
        last = r.last()
        before = _clause_before(r) or (last.noun if last else "")
        if not before:
            return body + found.verb if found.verb in ("增收", "增产", "增值") else ""
        body = before + body
    if found.obj:
        return nouns.shorten((body if len(body) <= 8 else "") + found.obj)
    if found.verb in ("增收", "增产", "增值", "多收", "多卖", "多赚", "多挣", "少跑", "少走"):
        last = r.last()
        lead = last.noun if last and last.clause == r.index and len(body) <= 2 else ""
        return lead + body + found.verb
    return nouns.shorten(body)


def _attach(r: Reader, figure: Figure, found: changes.Found) -> bool:
    """Add a change without a subject of its own to the figure that it follows."""
    open_ = [
        d for d in r.drafts
        if d.mention.value is not None and d.mention.change is None and d.clause >= r.index - 1
    ]  # fmt: skip
    if not open_:
        return False
    draft = open_[-1]
    if "分别" in r.clean[r.clause.start : figure.start] and len(open_) > 1:
        later = sum(1 for f in r.clause.figures if f.start >= figure.end)
        draft = open_[-1 - later] if later < len(open_) else draft
    if (
        figure.unit not in ("%", "倍", "个百分点", "百分点", None)
        and figure.unit != draft.mention.unit
    ):
        return False
    draft.mention = replace(draft.mention, change=found.change(figure), end=figure.end)
    r.used = figure.end
    return True


def _read_doubled(r: Reader, clause: Clause, m: re.Match[str], change: Change) -> None:
    last = r.last()
    words = r.clean[clause.start : clause.start + m.start()]
    subject = words[: changes.doubled_subject(words, m)]
    body, cut = nouns.before(subject)
    if (
        last is not None
        and last.mention.change is None
        and last.mention.value is not None
        and len(body) < 2
    ):
        last.mention = replace(last.mention, change=change, end=clause.start + m.end())
        return
    if len(body) >= 2 and not any(
        f.start < clause.start + m.end() and f.end > clause.start + m.start()
        for f in clause.figures
    ):
        mention = MetricMention(
            start=clause.start + cut, end=clause.start + m.end(), rule="metric.change", at=clause.start + m.start(),
            property=nouns.shorten(body), change=change,
        )  # fmt: skip
        r.add(mention, body)


def sentences(
    spans: Iterable[tuple[int, int]], clean: str, aside: Iterable[tuple[int, int]]
) -> Iterator[MetricMention]:
    """The figures of several sentences."""
    kept = tuple(aside)
    for start, end in spans:
        inside = [s for s in kept if s[0] < end and s[1] > start]
        yield from read_sentence(clean, start, end, inside)


def scaled(value: Decimal) -> Decimal:
    """A share as a percentage."""
    return value * 100
