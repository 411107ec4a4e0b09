"""The state of reading one sentence: its clauses, its dates, the figures read so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from kg import patterns as re
from kg.choose.lists import OF_WHICH, SEVERALLY
from kg.lexicon.words import any_of
from kg.model import Change, MetricMention
from kg.rules.metrics import times
from kg.rules.metrics.changes import Found
from kg.rules.metrics.clauses import Clause
from kg.rules.numbers.dates import THAT_DAY, Date
from kg.rules.numbers.grammar import Figure

# Administrative divisions, and the words by which they are all of an area.
_DIVISIONS = re.compile(rf"(?:全[省市县区州旗镇乡])?(?:{any_of('figure.division')})(?:（[^）]*）)?(?:数|总数)?")
_WHOLE_AREA = re.compile(
    r"(?:全[省市县区州旗镇乡]|下?辖|现有|共有)(?:的|共)?(?:\d+个?[一-龥]{1,3}(?:（[^）]*）)?[、和])*$"
)
# 320人出席了会议: who was there was counted on the day of the event.
_ATTENDS = re.compile(rf"[^，。；]{{0,14}}?(?:{any_of('figure.attend')}|参加了?(?:{any_of('figure.event')}))")
# Shares: their unit is a rate or, for 三分之二, none.
PARTS = ("%", "‰", None)


def is_share(figure: Figure) -> bool:
    """Whether a figure is a share: a rate, or a fraction such as 三分之二 and 三成."""
    return figure.unit in ("%", "‰") or figure.numeral == "fraction"


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
    """A cursor over the figures of a sentence. ``used`` is the end of the words that the figures read so far have
    taken; ``carried`` is the last figure of the sentence before, for one that begins with 其中; ``norm`` tells that the
    words set a norm (每个网格由1名…)."""

    clean: str
    dates: list[Date]
    clauses: list[Clause]
    drafts: list[Draft] = field(default_factory=list)
    norm: bool = False
    used: int = 0
    index: int = 0
    shift: Found | None = None
    carried: Draft | None = None

    @property
    def clause(self) -> Clause:
        """The clause that is being read."""
        return self.clauses[self.index]

    def left(self, figure: Figure) -> str:
        """The words of the clause before a figure that no earlier figure has taken."""
        return self.clean[self.used : figure.start]

    def lead(self, figure: Figure) -> str:
        """All words of the clause before a figure."""
        return self.clean[self.clause.start : figure.start]

    def right(self, figure: Figure) -> str:
        """The words after a figure up to the next figure or the end of the clause."""
        later = [f.start for f in self.clause.figures if f.start >= figure.end]
        return self.clean[figure.end : min(later, default=self.clause.end)]

    def rest(self, figure: Figure) -> str:
        """The words after a figure up to the end of the clause."""
        return self.clean[figure.end : self.clause.end]

    def last(self) -> Draft | None:
        """The figure that was read before, in this sentence; one in brackets only from inside them."""
        if not self.clause.bracketed:
            outside = [d for d in self.drafts if not self.clauses[d.clause].bracketed]
            return outside[-1] if outside else self.carried
        return self.drafts[-1] if self.drafts else self.carried

    @property
    def part(self) -> Draft | None:
        """The figure of the whole whose parts the words tell since 其中."""
        cut = self.clean.rfind(OF_WHICH, self.clauses[0].start, self.used + 3)
        if cut < 0:
            return None
        before = [d for d in self.drafts if d.mention.at < cut]
        return before[-1] if before else self.carried

    def group(self, figure: Figure) -> int:
        """The place of a figure in a 分别 list, from 0."""
        words = self.lead(figure)
        if SEVERALLY not in words:
            return 0
        after = self.clause.start + words.index(SEVERALLY)
        return sum(1 for f in self.clause.figures if after <= f.start < figure.start)

    def _stands(self, mention: MetricMention) -> bool:
        """Whether a mention tells how many places there are (全县19个乡镇): a year told in another
        clause dates what was done, not them."""
        if _DIVISIONS.fullmatch(mention.property) is None:
            return False
        near = (d for d in self.dates if d.start < mention.at)
        if any(self.clause.start <= d.start or times.as_at(self.clean, d) for d in near):
            return False
        return _WHOLE_AREA.search(self.clean[self.clause.start : mention.at]) is not None

    def add(self, mention: MetricMention, noun: str, group: int = 0) -> None:
        """Keep a mention, dated by the words before it; later figures begin after it."""
        time = times.time_at(self.clean, self.dates, mention.at)
        if self._stands(mention):
            time = None
        elif time is None and _ATTENDS.match(self.clean, mention.at):
            time = THAT_DAY
        self.drafts.append(Draft(replace(mention, time=time), noun, self.index, group))
        self.used = mention.end


def mention(rule: str, figure: Figure, property_: str, span: tuple[int, int], **told: Any) -> MetricMention:
    """A mention of the level that a figure tells, unless told otherwise; ``level`` is the rule of a rate or a count."""
    rule = ("rate" if is_share(figure) else "count") if rule == "level" else rule
    level = {"value": figure.value, "unit": figure.unit, "hedge": figure.hedge} | told
    return MetricMention(start=span[0], end=span[1], rule=f"metric.{rule}", at=figure.at, property=property_, **level)


def change_of(figure: Figure, property_: str, span: tuple[int, int], change: Change) -> MetricMention:
    """A mention of a change that stands alone."""
    return mention("change", figure, property_, span, value=None, unit=None, change=change)
