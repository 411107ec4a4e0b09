"""Numeral abbreviations: what 一强三创, 三化四明, 十百千万 or 五项举措 announce."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kg import patterns as re
from kg.lexicon.words import any_of, of_class
from kg.rules.numbers.numerals import CARDINALS

DIGITS = {c: n for n, c in enumerate(CARDINALS, 1)} | {"两": 2, "双": 2}
NUMERAL = r"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[一二两双三四五六七八九]|\d{1,2})"
_GROUP = re.compile(rf"({NUMERAL})([^一二两双三四五六七八九\d、，+十百千\u4e07]{{1,4}})")
_STEPS = "亿万千百十一"
_LADDER = re.compile(rf"[{_STEPS}]{{2,5}}")
_FIGURES = re.compile(r"[1-9]{3,5}|[一二三四五六七八九]{3,5}")

# What follows a numeral where it measures or describes instead of counting parts.
_MEASURES = of_class("pattern.numeral_measure")
# Words that measure when alone (一线) and count parts beside other segments (一线四岗).
_COUNTING = tuple(w for w in _MEASURES if w not in ("线", "网", "星", "方", "新", "人", "户", "号", "委", "度"))
_LEVELS = re.compile(
    rf"级(?!联|党|管|医|{any_of('pattern.in_tiers')})[^一二三四五六七八九十]{{2}}|代[办跑购管]|星[^级一二三四五六七八九十]"
)
_ONES = re.compile(rf"({NUMERAL})个一[批]?")
CLASSIFIERS = "个项大条种类批套款份张本"
_THINGS = re.compile(rf"{NUMERAL}{{1,3}}[大类{CLASSIFIERS}]")
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]|(?:二十一?|十[七八九])大|\d+[.·A-Za-z]")  # 6·3, 3D
# Words that hold 一 and count nothing with it: 三统一归口 (but 四统一分), 三个一流, 五位一体.
_WITHIN = re.compile(r"(?<=[统唯同合归如专])一(?!.$)|(?<=进)一(?=步)|(?<=[位元])一(?=体)|(?<=.)一(?=[流致])")
_HIDDEN = "Ｉ"
_EACH = "事户村人企案件题项岗楼格校家居单"  # 一事六步: six steps for each matter
_RATIO = "户人家"  # 十户一体: one for every ten
_once = lru_cache(maxsize=4096)  # every candidate list of a name asks the same of it


@dataclass(frozen=True, slots=True)
class Group:
    """One segment of an abbreviation: ``words`` as printed and the number it announces."""

    words: str
    count: int


def counts_things(core: str) -> bool:
    """Whether the words begin with a number of things: 三张清单, 五大行动."""
    return _THINGS.match(core) is not None


def only_counts(core: str) -> bool:
    """Whether the words tell no more than how many things there are: 一套机制, 五大中心, but not 四个一 nor 一种三养."""
    m = re.match(rf"{NUMERAL}[个种大套类]", core)
    return m is not None and not re.search(r"[一二两双三四五六七八九十\d、]", core[m.end() :])


def value(numeral: str) -> int:
    """The number that a numeral below one hundred writes."""
    if numeral.isdigit():
        return int(numeral)
    if "十" in numeral:
        tens, ones = numeral.split("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return DIGITS[numeral]


@_once
def groups(core: str) -> tuple[Group, ...]:
    """The segments of an abbreviation that begins with a numeral, or nothing."""
    hidden = _WITHIN.sub(_HIDDEN, core)
    if (m := _ONES.match(hidden)) and not _GROUP.search(hidden, m.end()):
        return (Group(core, value(m[1])),)  # 五个一, 五个一工程奖
    found = list(_GROUP.finditer(hidden))
    if not found or found[0].start() != 0 or _ORDINAL.match(core):
        return ()
    if any(one.end() != two.start() for one, two in pairwise(found)):
        return ()
    measures = _MEASURES if len(found) == 1 else _COUNTING
    if any(m[2].startswith(measures) and not _LEVELS.match(m[2]) for m in found):
        return ()
    if len(found) > 1 and found[0][1] == "一" and found[0][2] in _EACH:
        found = found[1:]
    elif len(found) == 2 and found[0][2] in _RATIO and found[1][1] == "一":
        return ()
    return tuple(Group(core[m.start() : m.end()], value(m[1])) for m in found)


def rising(segments: tuple[Group, ...]) -> bool:
    """Whether the numerals rise from one on: 一收二议三办 is done one after the other, or counts one, two and three."""
    return len(segments) > 2 and [g.count for g in segments] == [*range(1, len(segments) + 1)]


def measures(words: str) -> bool:
    """Whether what follows a numeral tells how much it is, not how many parts there are: 三|年行动."""
    return words.startswith(_COUNTING)


@_once
def ladder(core: str) -> int | None:
    """4 for 十百千万: the number of steps, where the core begins with rising powers of ten."""
    m = _LADDER.match(core)
    if m is None:
        return None
    order = [-_STEPS.index(c) for c in m[0]]
    rising = all(a < b for a, b in pairwise(order))
    return len(order) if rising and len(order) >= 3 and len(core) <= 8 else None


@_once
def figures(core: str) -> tuple[int, ...]:
    """(6, 3, 2) for 632 or 六三二; empty for anything else."""
    if not _FIGURES.fullmatch(core) or re.fullmatch(r"(?:19|20)\d\d", core):
        return ()
    return tuple(int(c) if c.isdigit() else DIGITS[c] for c in core)


@_once
def repeated(core: str) -> tuple[int, ...]:
    """(3, 3, 3, 3) for 四个三: so many abbreviations that each count as many; empty for anything else."""
    m = re.fullmatch("([二两三四五六])个([二两三四五六七八九])", core)
    return (value(m[2]),) * value(m[1]) if m else ()


@_once
def declared(core: str) -> int | None:
    """How many parts the name announces, ``None`` where it does not say."""
    rungs = ladder(core)
    if rungs is not None:
        return rungs
    segments = groups(core)
    if rising(segments) and segments[1].words.startswith("二"):
        return len(segments)
    total = sum(g.count for g in segments)
    if not segments or all(g.count == 1 for g in segments) or not 2 <= total <= 60:
        return None
    return total


@_once
def counts(core: str) -> tuple[int, ...]:
    """The numbers of parts that fit the name: 7 for 三化四明, 2 for 一馆一院, 3 or 11 for 632."""
    announced = declared(core)
    segments = groups(core)
    options = [announced or 0, 0 if announced else len(segments)]
    if rising(segments):
        options += [len(segments), sum(g.count for g in segments)]
    options += [len(figures(core)), sum(figures(core))]
    if len(segments) > 1 and len({g.count for g in segments}) == 1 and segments[0].count > 2:
        options.append(segments[0].count)  # 三抓三促: 抓……促…… three times
    return tuple(dict.fromkeys(n for n in options if n >= 2))


@_once
def is_abbreviation(core: str) -> bool:
    """Whether the words are shaped as an abbreviation with numerals (一馆一院, 四链, 三化四明, 632)."""
    if ladder(core) or figures(core) or _ONES.fullmatch(core):
        return True
    segments = _GROUP.findall(core)
    whole = bool(segments) and "".join(a + b for a, b in segments) == core
    if not whole or _ORDINAL.match(core):
        return False
    if len(segments) == 1:
        words = segments[0][1]
        measures = words.startswith(_MEASURES) and not _LEVELS.match(words)
        return value(segments[0][0]) > 1 and not measures
    return len(core) <= 14


def segments_of(core: str, parts: int) -> tuple[str | None, ...]:
    """Which segment each of ``parts`` parts spells out: 一强 | 三创 | 三创 | 三创."""
    found = groups(core)
    if len(found) == 1:
        words = found[0].words
        short = words[:2] if len(words) > 1 and words[1] not in CLASSIFIERS else None
        return (short,) * parts
    if sum(g.count for g in found) == parts:
        return tuple(g.words for g in found for _ in range(g.count))
    if len(found) == parts:
        return tuple(g.words for g in found)
    return (None,) * parts
