"""Quotations that their neighbours make names: counted together, listed with names, followed by a noun of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Text
from kg.rules.programmes import kinds, numerals
from kg.rules.programmes.bounds import NOT, Head
from kg.syntax.quotations import Quoted

_COUNTED = re.compile(
    rf"(?P<list>(?:“[^“”\n]{{2,16}}”[{kinds.HAN}]{{0,4}}(?:以及|[、和及与])?){{2,6}})等?(?P<n>[二两三四五六七八九十]|\d)"
    rf"(?:项|大|种|类|道|套)(?:特色|重点|便民|惠民)?(?P<kind>[{kinds.HAN}]{{2,4}}?)(?=[，。；、（]|的|$)"
)
_ONE = re.compile(
    rf"“(?P<core>[^“”\n]+)”(?P<noun>(?!以及|[和及与])[{kinds.HAN}]{{0,4}}?)(?=以及|[、和及与]|$)"
)
_NO_KIND = re.compile(
    "(?:目标|原则|要求|理念|思想|精神|意识|问题|难题|关系|标准|指标|荣誉|称号|奖项|任务|矛盾|短板|困难)"
)
_NOUN = re.compile(rf"(?P<noun>[{kinds.HAN}]{{1,6}}?)(?=[，。；、）（\d\n]|$)")
_PEOPLE = re.compile(
    "(?:员|人|户|者|手|兵|军|干部|队伍|先锋|群体|家庭|书记|人才|青年|群众|力量|班子)$"
)
_NAME = re.compile(rf"[{kinds.HAN}A-Za-z0-9·+，‘’]{{3,14}}")
_ENDS = re.compile(r"$|[，。；：、）\n！？（]")


@dataclass(frozen=True, slots=True)
class Sibling:
    """A quotation of a counted list: its ``noun``, where its name ends, and the ``kind`` that counts it."""

    start: int
    end: int
    core: str
    noun: str
    kind: str


def counted(text: Text) -> Iterator[Sibling]:
    """推出“甲”代办、“乙”记账、“丙”共享三项服务: each is a name, as many as the count says."""
    for m in _COUNTED.finditer(text.clean):
        at = m.start("list")
        ones = list(_ONE.finditer(m["list"]))
        nouns = [o["noun"] for o in ones]
        if len(ones) != numerals.value(m["n"]) or _NO_KIND.search(m["kind"]):
            continue
        if not any(nouns) and not NOT.match(m["kind"]) and m["kind"] in kinds.STRONG:
            continue  # “甲”“乙”两项行动 is read as a run
        for o in ones:
            yield Sibling(at + o.start(), at + o.end(), o["core"], o["noun"], m["kind"])


def noun_after(text: Text, q: Quoted, head: Head, prefix: str) -> str | None:
    """The noun, of whatever kind, after a quotation that a verb founds: 设立“…号”救护车3台."""
    direct = text.clean[head.start : q.start] == prefix
    if not direct or head.verb not in kinds.FOUNDING or not _NAME.fullmatch(q.core):
        return None
    m = _NOUN.match(text.clean, q.end)
    if m is None or m["noun"] == "等" or NOT.match(m["noun"]) or _PEOPLE.search(m["noun"]):
        return None
    return (
        None
        if kinds.BREAKS.search(m["noun"]) or re.match("[的和与及等后中]", m["noun"])
        else m["noun"]
    )


def states(text: Text, q: Quoted, head: Head) -> bool:
    """Whether a quoted list of like clauses is itself the name: 推行“甲以地入股、乙以岗领责、丙按股分红”."""
    items = q.core.split("、")
    lengths = [len(i) for i in items]
    if len(items) < 3 or min(lengths) < 3 or max(lengths) - min(lengths) > 1 or max(lengths) > 9:
        return False
    direct = text.clean[head.start : q.start] == ""
    return (
        direct and head.verb in kinds.STATING and bool(_ENDS.match(text.clean[q.end : q.end + 1]))
    )
