"""What figures that are dealt out in order measure: 甲、乙人均收入分别达到1.2万元和0.9万元."""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon import levels
from kg.lexicon.words import any_of
from kg.rules.metrics.reader import Reader
from kg.rules.metrics.words import AGE, COLLECTIVE, MEAN, SHARE
from kg.rules.numbers.grammar import Figure

_JOINTS = re.compile(r"[、和与]|及(?!以)")
# 一般公共预算收入和支出: a bare measure of the same thing.
_BARE = re.compile(rf"(?:{any_of('figure.bare')})$")
_ON_BASE = re.compile(rf"(?:{any_of('figure.on_base')})$")
# A measure that only the last member tells, for all of them.
_SHARED = re.compile(
    rf"(?:[人户村亩]均[一-龥]*|(?<!^[一-龥])(?!.(?:{any_of('figure.shared')})$)[一-龥]{{2}}[率量额数度值]|{MEAN}{AGE}|(?:{COLLECTIVE})?年?(?:{any_of('figure.shared')}))$"
)
BOUND = re.compile(r"\d[\d.]*[百千万亿]*[一-龥]{1,3}?以[上下]")
# 第一、第二产业增加值, 18-34岁、35岁以上人口, 甲镇、乙镇工业产值: the beginnings are alike, so what follows the last is shared.
_ALIKE = re.compile(
    rf"第[一二三四五]|[一二三]产|[\d-]+岁?(?:及?以[上下])?|{'|'.join(levels.URBAN_RURAL)}|[一-龥]{{2,4}}?(?:{levels.ANY_TOWN}|县)"
)
# 一二三产业增加值, 第一、二、三产业投资, 三次产业增加值
_INDUSTRIES = re.compile(r"(?:第?(?P<of>[一二三](?:[、和]?[一二三])+)次?|三次)产(?P<what>.*)")


def row(r: Reader, figure: Figure) -> tuple[int, int]:
    """Which of the figures that one verb rules a figure is, and how many they are: 分别达到4万元和1万元，增长5%和7%."""
    found = r.clause.figures
    first = last = found.index(figure)
    while first and joined(r.clean, found[first - 1], found[first]):
        first -= 1
    while last + 1 < len(found) and joined(r.clean, found[last], found[last + 1]):
        last += 1
    return found.index(figure) - first, last - first + 1


def joined(clean: str, one: Figure, other: Figure) -> bool:
    """Whether nothing but 、 or 和 stands between two figures."""
    return re.fullmatch(r"[、，]?[和与及]?", clean[one.end : other.start]) is not None


def _in_row(r: Reader, figure: Figure) -> tuple[int, int, int]:
    """Where a row of figures of one unit begins that has no word to deal it out, the place of this one and their number."""
    index, count = row(r, figure)
    at = r.clause.figures.index(figure) - index
    alike = {f.unit for f in r.clause.figures[at : at + count]} == {figure.unit}
    return r.clause.figures[at].start, index, count if alike and at == 0 else 0


def share_of(r: Reader, figure: Figure) -> str:
    """What a figure that is dealt out measures; nothing where the clause does not name as many things as figures."""
    cut, index, count = r.dealt(figure.at) or _in_row(r, figure)
    if count < 2:
        return ""
    parts = members(_ON_BASE.sub("", r.named(r.clause.start, cut)[0]), count)
    if len(parts) != count or min(map(len, parts)) < 2:
        return ""
    part, first = parts[index], parts[0]
    if index and (group := re.match(r".*?[一-龥]中(?=.{2})", first)):
        part = group[0] + part
    elif index and part[0].isdigit():
        part = re.split(r"\d", first)[0] + part
    if "占" in r.clean[cut : figure.start]:
        return part + SHARE
    tail = _tail(parts)
    return part if part.endswith(tail) or _SHARED.search(part) else part + tail


def members(subject: str, count: int) -> list[str]:
    """The things that figures are dealt out to, each whole at its beginning."""
    if industries := _INDUSTRIES.fullmatch(subject):
        return [f"第{of}产{industries['what']}" for of in re.findall("[一二三]", industries["of"] or "一二三")]
    parts = _JOINTS.split(subject)
    if len(parts) != count and subject.count("、") == count - 1:  # 汽车类、石油及制品类
        parts = subject.split("、")
    if len(parts) == 1 and count == 2 and (both := re.match(r"(.*?)城乡(.{2,})", subject)):
        return [f"{both[1]}{half}{both[2]}" for half in levels.URBAN_RURAL]
    if bare := _BARE.search(parts[0]):
        parts[1:] = [parts[0][: bare.start()] + p if _BARE.fullmatch(p) else p for p in parts[1:]]
    return parts


def _tail(parts: list[str]) -> str:
    """What the members share that only the last one tells."""
    if all(_ALIKE.fullmatch(p) for p in parts[:-1]) and (last := _ALIKE.match(parts[-1])):
        return parts[-1][last.end() :]
    tail = _SHARED.search(parts[-1])
    return tail[0] if tail else ""
