"""The state of reading one sentence: its clauses, its dates, the figures read so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg import patterns as re
from kg.choose.lists import IN_TURN, OF_WHICH, SEVERALLY
from kg.lexicon.words import any_of
from kg.model import MetricMention
from kg.rules.metrics import nouns, times
from kg.rules.metrics.clauses import Clause
from kg.rules.numbers.dates import THAT_DAY, Date
from kg.rules.numbers.grammar import Figure

# Administrative divisions, and the words by which they are all of an area: a year dates what was done, not them.
_DIVISIONS = re.compile(rf"(?:全[省市县区州旗镇乡])?(?:{any_of('figure.division')})(?:（[^）]*）)?(?:数|总数)?")
_WHOLE_AREA = re.compile(
    r"(?:全[省市县区州旗镇乡]|下?辖|现有|共有)(?:的|共)?(?:\d+个?[一-龥]{1,3}(?:（[^）]*）)?[、和])*$"
)
# 320人出席了会议: who was there was counted on the day of the event.
_ATTENDS = re.compile(rf"[^，。；]{{0,14}}?(?:{any_of('figure.attend')}|参加了?(?:{any_of('figure.event')}))")
_DEALS = re.compile(f"{SEVERALLY}|{IN_TURN}")
_MOST = re.compile(r"[最较][高低多少大小快慢](?:的?[是为有]|的)?$")


def is_share(figure: Figure) -> bool:
    """Whether a figure is a share: a rate, or a fraction such as 三分之二 and 三成."""
    return figure.unit in ("%", "‰") or figure.numeral == "fraction"


@dataclass(slots=True)
class Draft:
    """A mention in the making; ``noun`` is the bare name of what was counted, ``clause`` the number of its clause."""

    mention: MetricMention
    noun: str
    clause: int


def of_unit(drafts: Iterable[Draft], unit: str | None) -> list[Draft]:
    """The figures of a unit: 其中某镇45件 is a part of what is counted in 件, though a rate was told behind it."""
    return [d for d in drafts if d.mention.unit == unit]


@dataclass(slots=True)
class Reader:
    """A cursor over the figures of a sentence. ``used`` is the end of the words that the figures read so far have
    taken; ``places`` tells where names of places begin and end; ``carried`` is the last figure of the sentence before, for
    one that begins with 其中."""

    clean: str
    dates: Sequence[Date]
    clauses: Sequence[Clause]
    places: Mapping[int, int]
    carried: Draft | None = None
    drafts: list[Draft] = field(default_factory=list)
    used: int = 0
    index: int = 0

    @property
    def clause(self) -> Clause:
        """The clause that is being read."""
        return self.clauses[self.index]

    @property
    def labelled(self) -> bool:
        """Whether the clause stands behind 指标：."""
        return self.clean[self.clause.start - 1 : self.clause.start] == "："

    def left(self, figure: Figure) -> str:
        """The words of the clause before a figure that no earlier figure has taken."""
        return self.clean[self.used : figure.start]

    def named(self, start: int, end: int) -> tuple[str, int]:
        """What words before a number say that it measures, without places before that, and where it begins."""
        body, cut = nouns.before(self.clean[start:end])
        at = next((a for a in range(start, start + cut) if start + cut < self.places.get(a, 0) <= end), start + cut)
        whole = body, start + cut  # 和 may begin a place: 和政县|村均收入
        while (behind := self.places.get(at, end + 1)) <= end:
            if self.clean.startswith("等", behind):  # 甲、乙等地校友会
                return whole
            body, cut = nouns.before(self.clean[behind:end])
            at = behind + cut
        end = at + len(body)  # 收入最高的某某镇|达到860万元
        last = (a for a in range(at + 1, end) if self.places.get(a) == end)
        most = next((m for a in last if (m := _MOST.search(self.clean, at, a))), None)
        return (self.clean[at : most.start()], end) if most else (body, at)

    def place(self, figure: Figure) -> int:
        """Where the first of the places begins that the words before a figure name."""
        return next((at for at in range(self.used, figure.start) if at in self.places), 0)

    def listed(self, figure: Figure) -> int:
        """Where the list of places begins that stands right before a figure: 下辖|甲村、乙村2个村."""
        at = figure.start
        while (start := next((a for a in range(self.used, at) if self.places.get(a) == at), None)) is not None:
            at = start - (self.clean[start - 1] in "、和")
        return at

    def later(self, figure: Figure) -> Figure | None:
        """The next figure of the clause."""
        return next((f for f in self.clause.figures if f.start >= figure.end), None)

    def right(self, figure: Figure) -> str:
        """The words after a figure up to the next figure or the end of the clause."""
        later = self.later(figure)
        return self.clean[figure.end : later.start if later else self._stop()]

    def rest(self, figure: Figure) -> str:
        """The words after a figure up to the end of the clause."""
        return self.clean[figure.end : self._stop()]

    def _stop(self) -> int:
        """Where the clause ends, without the label of the next one: 86平方公里|人口：2.1万人."""
        label = self.labelled and self.clean[self.clause.end : self.clause.end + 1] == "："
        return self.clause.figures[-1].end if label else self.clause.end

    def last(self) -> Draft | None:
        """The figure that was read before; one in brackets only from inside them."""
        seen = (d for d in reversed(self.drafts) if self.clause.bracketed or not self.clauses[d.clause].bracketed)
        return next(seen, self.carried)

    def beside(self) -> Draft | None:
        """The figure that was read before in the same clause."""
        last = self.last()
        return last if last is not None and last.clause == self.index else None

    def whole(self, unit: str | None) -> Draft | None:
        """The figure of the whole whose parts, of this unit, the words tell since 其中."""
        cut = self.clean.rfind(OF_WHICH, self.clauses[0].start, self.used + 3)
        before = [d for d in reversed(self.drafts) if d.mention.at < cut]
        return [*of_unit(before, unit), *before[:1], self.carried][0] if cut >= 0 else None

    def add(self, mention: MetricMention, noun: str) -> None:
        """Keep a mention whose name tells something, dated by the words before it; later figures begin after it."""
        if not nouns.tells(mention.property):
            self.used = mention.end
            return
        time = self._dated_in_turn(mention.at) or times.time_at(self.clean, self.dates, mention.at)
        if self._stands(mention):
            time = None
        elif time is None and _ATTENDS.match(self.clean, mention.at):
            time = THAT_DAY
        self.drafts.append(Draft(replace(mention, time=time), noun, self.index))
        self.used = mention.end

    def dealt(self, at: int) -> tuple[int, int, int] | None:
        """Where the word stands that deals the figures of the clause out (分别), which of them is the one at ``at`` and how
        many they are."""
        word = _DEALS.search(self.clean, self.clause.start, at)
        if word is None:
            return None
        found = (f for f in self.clause.figures if f.start >= word.end())
        ats = [f.at for f in found if self.clean[f.start - 1] not in ("比", "较")]
        return (word.start(), ats.index(at), len(ats)) if len(ats) > 1 and at in ats else None

    def _dated_in_turn(self, at: int) -> str | None:
        """The one of several dates that a figure is dealt: 2018和2019年占比分别达到2.7%和6.2%."""
        word, index, count = self.dealt(at) or (0, 0, 1)
        before = [d for d in self.dates if d.start < word]
        told = times.row(self.clean, before)
        places = sum(before[-1].end <= place < word for place in self.places) if told else 0
        if len(told) != count or places >= count:  # 两年，甲村和乙村分别……: dealt to the places
            return None
        return told[index]

    def change(self, draft: Draft, end: int, **told: Any) -> None:
        """Add to a figure what words behind it tell, up to ``end``."""
        draft.mention = replace(draft.mention, end=end, **told)
        self.used = end

    def _stands(self, mention: MetricMention) -> bool:
        """Whether a mention tells how many places there are (全县19个乡镇), with no date of its own."""
        if _DIVISIONS.fullmatch(mention.property) is None:
            return False
        near = (d for d in self.dates if d.start < mention.at)
        if any(self.clause.start <= d.start or times.as_at(self.clean, d) for d in near):
            return False
        return _WHOLE_AREA.search(self.clean[self.clause.start : mention.at]) is not None


def mention(rule: str, figure: Figure, property_: str, span: tuple[int, int], **told: Any) -> MetricMention:
    """A mention of the level that a figure tells, unless told otherwise; ``level`` is the rule of a rate or a count."""
    rule = ("rate" if is_share(figure) else "count") if rule == "level" else rule
    level = {"value": figure.value, "unit": figure.unit, "hedge": figure.hedge} | told
    return MetricMention(start=span[0], end=span[1], rule=f"metric.{rule}", at=figure.at, property=property_, **level)
