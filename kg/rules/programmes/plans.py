"""What an abbreviation lets one expect of its parts: how many, in which groups, with which words."""

from __future__ import annotations

from dataclasses import dataclass

from kg import patterns as re
from kg.rules.numbers.numerals import DIGITS
from kg.rules.programmes import numerals

_CLASSIFIERS = numerals.CLASSIFIERS + "级步环重维位名块组道层支"
_INFIX = re.compile(r"[\u3400-\u9fff]{2,4}([二两双三四五六七八九十])([\u3400-\u9fff]{1,3})")
_COUNTED = re.compile(r"([二两双三四五六七八九十]|\d{1,2})([\u3400-\u9fff]{1,8})")
_LEVELS = re.compile(r"(?:^|的)([二两三四五六七八九])级$")
_COUNT = re.compile(f"^{numerals.NUMERAL}")
_COLOURS = "红黄蓝绿橙紫白黑金银青"


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts to expect: ``sizes`` of the groups, and for each part the words of which one should stand in it
    (empty where nothing is known)."""

    sizes: tuple[int, ...]
    keys: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many parts there are."""
        return sum(self.sizes)

    def share(self, names: list[str]) -> float:
        """The share of the parts that bear the word expected of them, 0 where none is expected."""
        known = [(k, n) for k, n in zip(self.keys, names, strict=True) if k]
        if not known or len(known) < 0.5 * len(names):
            return 0.0
        return sum(_bears(n, k) for k, n in known) / len(known)


def _bears(name: str, key: str) -> bool:
    """Whether a part bears a character of the word expected of it, of three the first or the last (of 产业链 not 业)."""
    return any(c in name for c in (key[0] + key[-1] if len(key) == 3 else key))


def _key(words: str) -> str:
    """The characters that the parts of 四个清单 or 三融 share: those after the numeral and its measure word."""
    rest = _COUNT.sub("", words, count=1)
    if rest.startswith("色"):
        return _COLOURS
    if len(rest) > 1 and rest[0] in _CLASSIFIERS:
        rest = rest[1:]
    return "" if rest in tuple("步环级化项点大类法") or rest == "" else rest[:3]


def _of_groups(groups: tuple[numerals.Group, ...]) -> Plan:
    return Plan(tuple(g.count for g in groups), tuple(_key(g.words) for g in groups for _ in range(g.count)))


def of_list(core: str) -> Plan | None:
    """“双导师、双报告、双考核”: each of the listed words is explained afterwards."""
    items = core.split("、")
    if len(items) >= 3 and max(len(i) for i in items) <= 2:
        return Plan((len(items),), tuple(items))  # “学、研、悟、行”，即……学、……研
    if len(items) < 3 or not all(re.match("[一二两双三四五六七八九]", i) and len(i) <= 5 for i in items):
        return None
    return Plan((len(items),), tuple(i[-1] for i in items))


def plans(core: str, counted: str, before: str) -> tuple[Plan, ...]:
    """The expectations that a name raises, the fullest first. ``counted`` are the counting words between the core and
    the kind word (五步议事法), ``before`` the words before the core (三级“…”体系)."""
    found: list[Plan] = []
    groups = numerals.groups(core)
    if (steps := numerals.ladder(core)) is not None:
        found.append(Plan((steps,), tuple(core[:steps])))
    elif groups:
        found += _from_groups(groups)
    elif figures := numerals.figures(core):
        keys = tuple(f"{n}{DIGITS[n]}" for n in figures)
        found.append(Plan((len(figures),), keys))
    elif (listed := of_list(core)) is not None:
        found.append(listed)
    elif m := _INFIX.fullmatch(core):
        n = numerals.value(m[1])
        found.append(Plan((n,), (_key("三" + m[2]),) * n))
    if (m := _COUNTED.fullmatch(counted)) and not numerals.measures(m[2]):
        n = numerals.value(m[1])
        found.append(Plan((n,), (_key(m[0][: len(m[1]) + 2]),) * n))
    if m := _LEVELS.search(before):
        n = numerals.value(m[1])
        found.append(Plan((n,), ("",) * n))
    return tuple(p for p in dict.fromkeys(found) if 2 <= p.total <= 20)


def partial(core: str) -> tuple[Plan, ...]:
    """Of several groups each alone: where the text spells out only the five of 三环五治."""
    groups = numerals.groups(core)
    several = [g for g in groups if g.count > 2]
    return tuple(_of_groups((g,)) for g in several) if len(groups) > 1 and len(several) > 1 else ()


def _from_groups(groups: tuple[numerals.Group, ...]) -> list[Plan]:
    found = []
    if numerals.rising(groups):
        found.append(Plan((len(groups),), tuple(_key(g.words) for g in groups)))
    if any(g.count > 1 for g in groups):
        found.append(_of_groups(groups))
    several = tuple(g for g in groups if g.count > 1)
    if len(several) < len(groups) and sum(g.count for g in several) > 2:
        found.append(_of_groups(several))  # 一事六步: the six steps
    if len(groups) > 1 and len({g.count for g in groups}) == 1 and groups[0].count > 2:
        found.append(Plan((groups[0].count,), (_key(groups[0].words),) * groups[0].count))  # 三访三促
    if len(groups) > 1 and all(g.count == 1 for g in groups):
        found.append(Plan((len(groups),), tuple(_key(g.words) for g in groups)))
    return found
