"""Quotations that their neighbours make names: counted together, listed with names, followed by a noun of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Text
from kg.rules.programmes import kinds, numerals
from kg.rules.programmes.bounds import NOT

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
