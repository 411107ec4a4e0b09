"""Changes: verbs of growth and decline before a number, what they are measured against, 从……到……, 翻番."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from kg import patterns as re
from kg.choose.lists import SEVERALLY
from kg.lexicon.words import any_of, of_class
from kg.model import Change
from kg.rules.metrics.words import CHANGE_NOUN, CHANGE_VERB, EXTENT, HEDGES, MEAN, NO_CHANGE, TO, TO_VERBS
from kg.rules.numbers.grammar import Figure
from kg.rules.numbers.numerals import chinese_year, plain
from kg.rules.numbers.units import AREA, HOUR, RATES, TIMES

_END = re.compile(rf"{NO_CHANGE}(?P<new>新)?(?:{CHANGE_VERB}){HEDGES}$")
_NOUN_END = re.compile(rf"(?:{CHANGE_NOUN.pattern})(?:{any_of('figure.kept')})?{HEDGES}$")
_OBJECT = re.compile(
    rf"(?<!新)(?:(?P<up>增加(?!值)|提高|提升|扩大)|(?P<down>{any_of('figure.fall')}))了?(?P<object>[^，、；。\d了至到为]{{2,14}}?)(?:近|约|达|超)*$"
)
_PULLS = re.compile(r"(?:拉动|带动|贡献)[^，；、。]{1,12}?(?:增长|提高|上升)(?:了|约|近)*$")
_WEAK = re.compile(r"[增涨升多减降缩少]$")
_BASE = re.compile(
    rf"(?:(?P<yoy>{any_of('figure.on_base')}|比(?=$)|比(?={SEVERALLY}$))"
    rf"|(?:较|(?:{any_of('figure.compared')})于?|(?<![占评同环对百配])比(?![例重武学拼])|与)(?P<base>[^，；、]{{1,16}}?)(?:的?(?:{any_of('figure.compared')}))?)"
    rf"(?:{SEVERALLY}|净|均|又|再|大幅|{MEAN}|每[年月天]|实现|共|各|都|可)*$"
)
_ANNUAL = re.compile(rf"(?:{any_of('figure.yearly')})$")
_TO = re.compile(rf"^，?(?:[^，；、。]{{0,8}}?)(?P<verb>{TO_VERBS})?{TO}")
_JOINT = re.compile(r"[、，]?[和与及]?")
_FROM = re.compile(r"(?:由|从)(?P<pre>[^，；。]{0,16}?)$")
_COMPARED = re.compile(
    rf"(?P<more>{any_of('figure.over')})(?P<base>[^，；、。]{{2,14}}?)(?:近|约|达)?$|(?P<less>低于)(?P<base2>[^，；、。]{{2,14}}?)(?:近|约|达)?$"
)
# 费用一年省了118万元: what was spent shrinks; 节约成本118万元 tells an amount instead.
_SAVED = re.compile(
    rf"(?:费用?|{any_of('figure.cost')})(?P<rest>[^，。；、\d]{{0,8}}?)(?:{any_of('figure.saved')})了?(?:近|约|出|超)*$"
)
_SIZE = re.compile(
    rf"(?<![占评同环对百配])[比较](?P<base>(?:\d{{4}}年)?[^，；、\d]{{1,14}}?)(?:[要又再更还]|{MEAN}|整整)?(?:(?P<up>(?<![提升增拔抬拉])高|(?<![增扩壮放])大|"
    r"(?<![增成])长)|(?P<down>(?<![降减])低|(?<![缩减])小|(?<!缩)短|年轻)|(?P<fast>快))了?(?:出|近|约)*$"
)
_DOUBLED = re.compile(r"翻(?:了)?(?:近|约)?(?:(?P<n>[一二两三四1-4])(?:个)?番|番|(?P<times>一?倍))(?!半)")
# A new level that is told in figures or words (降至个位数).
_NEW = r"(?:[\d一二两三四五六七八九百十千万零]|个位数)"
# 将15个支部优化整合为11个: the same things, numbered anew.
_ANEW = re.compile(
    rf"(?P<noun>[^，；。、\d的]{{1,10}}?)(?:{any_of('figure.renew')})[^，；。、\d]{{0,5}}(?:为|成|到|至)$"
)
_ALONE = re.compile(r"[，。；、）]|$")
YEARLY = "年均"
# The “verb” of a difference: it is no change over time, so it only ever adds to a level.
DIFFERENCE = "高于"
_MINUTES = tuple(
    (word, Decimal(n))
    for word, n in (
        ("秒", "0.016666666666666667"),
        ("分", 1),
        (HOUR, 60),
        ("钟头", 60),
        ("星期", 10080),
        ("周", 10080),
        ("半月", 21600),
        ("月", 43200),
        ("季", 129600),
        ("年", 525600),
    )
)
_BEFORE_UNITS = tuple(unit for unit in RATES if unit != "‰")


@dataclass(frozen=True, slots=True)
class Found:
    """A change read before a figure: ``subject`` ends where the words about the change begin."""

    direction: str
    subject: int
    verb: str
    baseline: str | None = None
    obj: str = ""
    verb_at: int = 0

    def change(self, figure: Figure, baseline_value: Decimal | None = None) -> Change:
        """The change whose size is ``figure``; a negative growth is a fall."""
        turned = {"up": "down", "down": "up"}[self.direction]
        return Change(
            direction=turned if figure.value < 0 else self.direction,
            value=abs(figure.value),
            unit=figure.unit,
            baseline=self.baseline,
            baseline_value=baseline_value,
        )


def base_of(words: str) -> str:
    """What 同比 and 环比 measure against: the year before, the period before."""
    return "上期" if "环" in words else "上年"


def _baseline(words: str) -> tuple[str | None, int]:
    """What the change is measured against and where those words begin."""
    m = _BASE.search(words)
    if m is None:
        annual = _ANNUAL.search(words)
        return (YEARLY, annual.start()) if annual else (None, len(words))
    if m["yoy"]:
        return base_of(m["yoy"]), m.start()
    base = re.sub(rf"(?:的[\d.一-龥%]*|{any_of('figure.base_tail')})$", "", m["base"])
    return _digits(base or m["base"]), m.start()


def _digits(words: str) -> str:
    """A year in Chinese digits as a year in Arabic ones, so that baselines compare."""
    m = re.match(r"([一二][〇零九][〇零一二三四五六七八九]{2})(?=年)", words)
    return words if m is None else f"{chinese_year(m[1])}{words[m.end() :]}"


def before(words: str, figure: Figure) -> Found | None:
    """The change that the words before a figure tell, ``None`` where they tell a level."""
    if _PULLS.search(words):
        return None  # 拉动经济增长1.1个百分点: what it contributes is a level
    m = _COMPARED.search(words)
    if m is not None and figure.unit in _BEFORE_UNITS:
        base = m["base"] or m["base2"]
        return Found("up" if m["more"] else "down", m.start(), DIFFERENCE, base)
    m = _SIZE.search(words)
    if m is not None:
        sooner = m["fast"] and figure.duration
        falls = m["down"] or sooner
        return Found("down" if falls else "up", m.start(), DIFFERENCE, _digits(m["base"]))
    m = _SAVED.search(words)
    if m is not None:
        return Found("down", m.start("rest"), "", None)
    m = _NOUN_END.search(words)
    if m is not None:
        down = m["down"] is not None
        base, at = _baseline(words[: m.start()])
        return Found("down" if down else "up", at, "", base)
    m = _END.search(words)
    if m is not None:
        return _moved(m, words, figure)
    m = _OBJECT.search(words)
    if m is not None and _takes_object(m, figure):
        base, at = _baseline(words[: m.start()])
        return Found("up" if m["up"] else "down", at, m["up"] or m["down"], base, m["object"])
    return None


def _moved(m: re.Match[str], words: str, figure: Figure) -> Found | None:
    """A verb of growth or decline before a figure, ``None`` where it tells a level: 新增企业18家, 再增加一批, 多50元."""
    verb = m["up"] or m["down"]
    base, at = _baseline(words[: m.start()])
    told = words.endswith("了") and _relative(figure)
    few = figure.value == 1 and figure.numeral == "chinese" and figure.unit not in (*TIMES, *RATES)
    new = m["new"] and base in (None, YEARLY)
    if new or few or (_WEAK.fullmatch(verb) and base is None and not told):
        return None
    return Found("up" if m["up"] else "down", at, verb, base, verb_at=m.start())


def _relative(figure: Figure) -> bool:
    """Whether a figure can be the relative size of a change."""
    return figure.unit in (*_BEFORE_UNITS, *TIMES) or figure.numeral == "fraction"


def _takes_object(m: re.Match[str], figure: Figure) -> bool:
    """Whether verb, object and figure make a change (降低成本8%) and no level (提升改造阵地8个)."""
    rate = figure.unit in _BEFORE_UNITS or figure.unit == "倍"
    money = figure.unit is not None and figure.unit.endswith("元")
    area = figure.unit in AREA and m["object"].endswith(EXTENT)
    return rate or area or (m[1] in ("增加", "扩大") and money) or (m[2] in of_class("figure.lessens") and money)


@dataclass(frozen=True, slots=True)
class FromTo:
    """从 old 提高到 figure: ``subject`` is the offset in the words where 从 stands; ``member`` is the place in a list of
    several, ``olds`` are the levels that the words before it told."""

    subject: int
    change: Change
    noun: str = ""
    olds: tuple[Figure, ...] = ()
    member: tuple[int, int] = (0, 1)


_ACTED = re.compile(r"[将把][^，；。]{0,16}$")


def anew(clean: str, left: int, old: Figure, new: Figure) -> str:
    """What is numbered anew where the words between two figures say so, else nothing."""
    m = _ANEW.match(clean[old.end : new.start])
    if m is None or not _ACTED.search(clean[left : old.start]) or old.unit != new.unit or old.duration:
        return ""
    return m["noun"] if _ALONE.match(clean, new.end) else ""


def _from_to(pre: str, old: Decimal, new: Decimal, subject: int) -> FromTo:
    falls = new < old
    direction = "down" if falls else "up"
    base = _digits(re.sub(r"的$|^每[年月天人户亩]$", "", pre)) or None
    return FromTo(subject, Change(direction=direction, baseline=base, baseline_value=old))


def from_to(clean: str, left: int, figure: Figure, others: tuple[Figure, ...]) -> FromTo | None:
    """The old level that the words between ``left`` and a figure give (从71%提高到)."""
    earlier = [f for f in others if left <= f.start and f.end <= figure.start]
    if earlier and (noun := anew(clean, left, earlier[-1], figure)):
        told = _from_to("", earlier[-1].value, figure.value, earlier[-1].start - left)
        return replace(told, noun=noun)
    if not earlier:
        return None
    old = earlier[-1]
    to = _TO.search(clean[old.end : figure.start])
    start = _FROM.search(clean[left : old.start])
    alike = old.unit == figure.unit or {old.unit, figure.unit} <= {None, "%"}
    if to and start and (alike or (old.duration and figure.duration)):
        value = _same_scale(old, figure)
        return _from_to(start["pre"], value, figure.value, start.start())
    return None


def paired(clean: str, start: int, figures: Sequence[Figure]) -> dict[Figure, FromTo]:
    """Several new levels with their old ones: 由22%、28%和50%调整为21%、28%和51%."""
    for cut in range(2, len(figures)):
        sizes = range(cut, 1, -1)
        size = next((n for n in sizes if _run(clean, figures[cut - n : cut])), 0)
        olds, news = figures[cut - size : cut], figures[cut : cut + size]
        if not size or not _run(clean, news) or {o.unit for o in olds} != {n.unit for n in news}:
            continue
        told = _TO.search(clean[olds[-1].end : news[0].start])
        came = _FROM.search(clean[start : olds[0].start])
        if told and came:
            noun = clean[start : start + came.start()]
            return {
                new: replace(
                    _from_to("", olds[i].value, new.value, 0), noun=noun, olds=tuple(olds), member=(i, len(news))
                )
                for i, new in enumerate(news)
            }
    return {}


def _run(clean: str, figures: Sequence[Figure]) -> bool:
    """Whether figures follow each other in a list."""
    return all(_JOINT.fullmatch(clean, a.end, b.start) for a, b in pairwise(figures))


def _minutes(unit: str | None) -> Decimal:
    """How many minutes a unit of time has; months and years are calendar means of them."""
    word = (unit or "").removeprefix("个")
    return next((n for start, n in _MINUTES if word.startswith(start)), Decimal(1440))


def _same_scale(old: Figure, new: Figure) -> Decimal:
    """The old value in the scale of the new one: 不足三成 against 86% is 30."""
    if old.unit == new.unit:
        return old.value
    if old.duration and new.duration:
        return plain(round(old.value * _minutes(old.unit) / _minutes(new.unit), 2))
    return old.value * 100 if old.unit is None else old.value / 100


def doubled(words: str) -> tuple[re.Match[str], Change] | None:
    """翻番: a change of 100 per cent, 翻两番 of 300."""
    m = _DOUBLED.search(words)
    if m is None:
        return None
    times = {"二": 2, "两": 2, "三": 3, "四": 4}.get(m["n"] or "", int(m["n"]) if (m["n"] or "").isdigit() else 1)
    base, _ = _baseline(words[: m.start()])
    return m, Change(direction="up", value=Decimal(2**times * 100 - 100), unit="%", baseline=base)


def doubled_subject(words: str) -> int:
    """Where the words about 翻番 begin in what stands before it."""
    return _baseline(words)[1]


_LEAD = re.compile(r"(?:较|(?<![占评同环对百配])比|与|由|从)[^，；、。]{0,16}$")
_FOLLOWS = re.compile(
    rf"(?:的[^，；、。]{{0,6}})?(?:{any_of('figure.compared')})?[^，；、。\d]{{0,6}}?{TO_VERBS}[^，；、。]{{0,12}}?{_NEW}"
)
_REACHES = re.compile(
    rf"(?:[^，；、。\d]{{0,4}}|，[^，；、。\d]{{0,4}})(?:到|至|[细拆重变改]\w?[为成])[^，；、。]{{0,8}}?{_NEW}"
)


def is_baseline(clean: str, left: int, figure: Figure, end: int) -> bool:
    """Whether a figure is only what another one is measured against (比2019年的38万元净增…)."""
    lead = _LEAD.search(clean[left : figure.start])
    if lead is None:
        return False
    after = clean[figure.end : end]
    reaches = lead[0][0] in "由从" and _REACHES.match(after) is not None
    return reaches or _FOLLOWS.match(after) is not None
