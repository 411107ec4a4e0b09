"""Names without quotation marks: distinctive words and a kind word after a verb that sets something up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import FormulaMention, FormulationMention, PolicyMention, Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds, kinds, numerals
from kg.rules.programmes.names import Draft
from kg.rules.programmes.quotes import quotations

_KIND = re.compile(
    r"工程|行动|机制|模式|制度|计划|工作法|议事法|品牌|体系|平台|专项整治|专项行动|专项治理|改革|试点|讲堂|夜校|联盟|做法|积分制|"
    r"代办制|公示制|包联制|清单|集中轮训|清单化管理|网格化管理|共同体|联合体|驿站|服务队|志愿队|措施|举措|指数|热线"
)
_NOT_AFTER = re.compile(r"[力化师家者员性法们体]|计划|制度|机制|模式|生育|经济|效应|建设资金|质量")
_SOFT = frozenset("深化 完善 推进 创新 优化 强化 探索 巩固 细化 规范 深入 推动 持续".split())
_COUNTED = re.compile(r"[一二两三四五六七八九十百几多\d]+(?:大|项|个|条|类|种|套|批)?")
_PLURAL = re.compile(r"^(?:各项|各类|各种|多项|系列|有关|相关|上述|以上|一系列|该|本|其|此|这|新的|好的)")
_ITEMS = re.compile(
    rf"(?P<list>[{kinds.HAN}（）]{{3,24}}(?:、[{kinds.HAN}（）]{{3,18}}){{2,6}}?)(?P<de>的|等)?"
    rf"(?P<mid>[{kinds.HAN}]{{0,10}}?)(?P<kind>机制|体系|模式|制度|工作法|流程|闭环|链条)"
)
_SUCH = re.compile(
    rf"(?P<list>[{kinds.HAN}]{{3,16}}(?:、[{kinds.HAN}]{{3,12}})+)等(?:[{kinds.HAN}]{{0,8}}的)?"
    rf"(?P<mid>[{kinds.HAN}]{{0,6}}?)(?P<kind>平台|品牌|载体|阵地)"
)
_BODY = re.compile(r"(?:会|室|厅|站|堂|校|吧|岗|卡|码|榜|所|院|屋|亭|角|廊|团|队|群|号)")


def _establishes(verb: str | None) -> bool:
    return verb in kinds.HARD_VERBS or verb in _SOFT


def _is_name(words: str) -> bool:
    """Whether the words before a kind word are distinctive enough to be a name."""
    if _PLURAL.match(words) or kinds.BREAKS.search(words) or not bounds.is_name(words):
        return False
    if len(words) <= 9 and numerals.is_abbreviation(words) and len(numerals.groups(words)) > 1:
        return True
    return len(words) >= 4 and len(words) <= 26 and bounds.distinctive(words) >= 4


def by_kind(text: Text, found: Found) -> Iterator[Draft]:
    """健全城市基层党建联席会议制度: a kind word with at least two distinctive words after such a verb."""
    clean = text.clean
    inside = [(q.start, q.end) for q in quotations(text)]
    for m in _KIND.finditer(clean):
        if _NOT_AFTER.match(clean, m.end()) or any(a < m.start() < b for a, b in inside):
            continue
        block = text.block_at(m.start())
        at = bounds.head(text, found, m.start(), block.start if block else 0)
        words = clean[at.start : m.start()]
        if not _establishes(at.verb) or not _is_name(words) or _is_known(found, at.start, m.end()):
            continue
        counted = _COUNTED.match(words)
        if m[0] in ("措施", "举措") and not re.search(r"\d+[项条]$|[一二三四五六七八九十]+[项条]$", words):
            continue
        if counted and counted.end() == len(words):
            continue
        yield Draft(
            at.start, m.end(), at.start, m.end(), words, words + m[0], m[0], (), at.verb, "programme.kind"
        )  # fmt: skip


def _is_known(found: Found, start: int, end: int) -> bool:
    """Whether the words are a formulation, a formula or stand in the title of a document."""
    return bool(
        found.covering(PolicyMention, start, end)
        or found.covering(FormulationMention, start, end)
        or found.within(FormulaMention, start, end)
        or any(m.end - m.start >= end - start - 4 for m in found.within(FormulationMention, start, end))
    )


def by_list(text: Text, found: Found) -> Iterator[Draft]:
    """建立甲、乙、丙的闭环机制: the parts themselves stand before the kind word."""
    clean = text.clean
    for m in _ITEMS.finditer(clean):
        first = clean.index("、", m.start())
        block = text.block_at(m.start())
        at = bounds.head(text, found, first, block.start if block else 0)
        start = max(at.start, m.start())
        items = clean[start : m.end("list")].split("、")
        if not _establishes(at.verb) or any(len(i) < 3 for i in items) or m["de"] == "等":
            continue
        if m["de"] and all(len(i) == 4 for i in items):
            continue  # 责任清晰、各负其责、执行有力的…: they praise
        if kinds.BREAKS.search(m["mid"]) or found.within(FormulationMention, start, m.end()):
            continue
        if any(re.search("[是为了着]", i) for i in items):
            continue
        core = clean[start : m.end("list")]
        yield Draft(
            start, m.end(), start, m.end("list"), core, clean[start : m.end()], m["kind"], (core,), at.verb,
            "programme.list",
        )  # fmt: skip


def by_bodies(text: Text, found: Found) -> Iterator[Draft]:
    """搭建民情茶话会、板凳议事厅等平台: each of the listed bodies is a programme."""
    clean = text.clean
    for m in _SUCH.finditer(clean):
        first = clean.index("、", m.start())
        block = text.block_at(m.start())
        at = bounds.head(text, found, first, block.start if block else 0)
        if not _establishes(at.verb):
            continue
        start = max(at.start, m.start())
        for item in re.finditer(r"[^、]+", clean[start : m.end("list")]):
            if len(item[0]) >= 4 and _BODY.match(item[0][-1]):
                a, b = start + item.start(), start + item.end()
                yield Draft(a, b, a, b, item[0], item[0], m["kind"], (), at.verb, "programme.bodies")
