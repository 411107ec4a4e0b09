"""Names without quotation marks: distinctive words and a kind word after a verb that sets something up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import FormulaMention, FormulationMention, PolicyMention, Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds, kinds, lists, numerals
from kg.rules.programmes.names import Draft
from kg.syntax.analysis import analyse
from kg.syntax.quotations import holds

_KIND = re.compile(
    r"清单化管理|网格化管理|积分制(?:管理)?|专项整治|专项行动|专项治理|集中轮训|工程|行动|机制|模式|制度|计划|工作法|议事法|品牌|体系|平台|改革|试点|"
    r"讲堂|夜校|学堂|联盟|做法|共同体|联合体|驿站|服务队|志愿队|清单|措施|举措|指数|热线|超市|"
    r"(?:代办|公示|包联|包保|联席|轮值|结对|点评|销号|联系|承诺|公开|例会|报告|评议|代理|坐班|值班|双报到|直报|首问|挂牌|约谈|认领|点单)制"
)
_NOT_AFTER = re.compile(
    r"为(?:主要|核心|重点|内容)|[力化师家者员性法们体度班]|计划|制度|机制|模式|生育|经济|效应|建设资金|质量|示范|造|作|创新"
)
_BODY_KINDS = frozenset(["夜校", "讲堂", "学堂", "驿站", "联盟", "超市", "指数", "热线"])
_WHOLE = re.compile(r"[^机体]制$|积分制")
_JOINT = re.compile("以及|[和与及]")
_EMPTY = re.compile(r"(?:长效|领导|闭环|保障)$")
_SOFT = frozenset(
    [
        "深化",
        "完善",
        "推进",
        "创新",
        "优化",
        "强化",
        "探索",
        "巩固",
        "细化",
        "规范",
        "深入",
        "推动",
        "持续",
    ]
)
_COUNTED = re.compile(r"[一二两三四五六七八九十百几多\d]+(?:大|项|个|条|类|种|套|批)?")
_PLURAL = re.compile(
    r"^(?:各项|各类|各种|多项|系列|有关|相关|上述|以上|一系列|该|本|其|此|这|新的|好的)"
)
_ITEMS = re.compile(
    rf"[{kinds.HAN}（）]{{3,24}}(?:、[{kinds.HAN}（）]{{3,24}}?){{2,6}}(?P<kind>机制|体系|模式|制度|工作法|流程|链条)"
)
_SURPLUS = re.compile(
    r"(?:全|新型|新|一体)?(?:工作|管理|运行|长效|闭环|服务|治理|推进|落实|培养|保障)*$"
)
_ENDINGS = ("机制", "制度", "体系", "模式", "平台", "清单", "工作法")
_NUMBERED = re.compile(r"(?:\d+|[一二三四五六七八九十]+)[项条]$")
_CHAIN = re.compile(
    rf"(?P<chain>[{kinds.HAN}（）]{{1,16}}(?:—[{kinds.HAN}（）]{{1,10}}?){{2,6}})(?P<mid>的?(?:[二三四五六]级)?"
    r"(?:联动|组织|治理|管理|服务|责任|工作|网格|运行|动力|指挥|党建|基层|上下|贯通|传导)*)"
    r"(?P<kind>体系|机制|架构|链条|模式)"
)
_SUM = re.compile(
    r"(?<=[^等类])(?P<n>[二两三四五六七八九十]|\d{1,2})(?:大|项)(?P<kind>工程|行动|计划|机制|制度|活动|举措|措施|体系|模式|清单)"
)
_SUCH = re.compile(
    rf"(?P<list>[{kinds.HAN}]{{3,16}}(?:、[{kinds.HAN}]{{3,12}})+)等(?:[{kinds.HAN}]{{0,8}}的)?"
    rf"(?P<mid>[{kinds.HAN}]{{0,6}}?)(?P<kind>平台|品牌|载体|阵地)"
)
_BODY = re.compile(r"(?:会|室|厅|站|堂|校|吧|岗|卡|码|榜|所|院|屋|亭|角|廊|团|队|群|号)")


def establishes(verb: str | None) -> bool:
    """Whether a verb says that something was set up, run or pushed."""
    return verb in kinds.HARD_VERBS or verb in _SOFT


def _is_name(words: str, kind: str) -> bool:
    """Whether the words before a kind word are distinctive enough to be a name."""
    if kind.startswith("积分制") and not words:
        return True
    if _PLURAL.match(words) or kinds.BREAKS.search(words) or not bounds.is_name(words):
        return False
    if len(words) <= 9 and numerals.is_abbreviation(words) and len(numerals.groups(words)) > 1:
        return True
    if _WHOLE.search(kind) and len(words) <= 8:
        return len(words) + len(kind) >= 4
    counts = re.search(r"\d", words) is not None and kind not in ("措施", "举措")
    if _EMPTY.search(words) or "等" in words or counts:
        return False
    if kind in _BODY_KINDS:
        return 3 <= len(words) <= 12
    if kind in ("措施", "举措") and not _NUMBERED.search(words):
        return False
    counted = _COUNTED.match(words)
    if counted and counted.end() == len(words):
        return False
    return 4 <= len(words) <= 34 and bounds.distinctive(words) >= 4


def _head(text: Text, found: Found, position: int, least: int) -> bounds.Head:
    """What opens a name: also a verb before an earlier item of a list (建立甲制度、乙机制), or the first half of a name
    with 、 (县领导包抓、挂牌督战工作机制)."""
    clean = text.clean
    block = text.block_at(position)
    floor = block.start if block else 0
    own = bounds.head(text, found, position, floor, least=least)
    at = own
    for _ in range(3):
        start = bounds.clause_start(clean, at.start, floor)
        if at.verb is not None or clean[start - 1 : start] != "、" or start - 1 < floor:
            break
        at = bounds.head(text, found, start - 1, floor)
        if at.verb is not None and establishes(at.verb):
            earlier = clean[at.start : start - 1]
            whole = clean[at.start : position]
            divided = (
                bool(_KIND.search(earlier))
                or bool(re.search("[“的等向]", whole))
                or len(earlier) < 6
            )
            return bounds.Head(own.start if divided else at.start, at.verb)
    return own


def by_kind(text: Text, found: Found) -> Iterator[Draft]:
    """A kind word with at least two distinctive words after a verb: 健全某某联席会议制度."""
    clean = text.clean
    inside = [(q.start, q.end) for q in analyse(text).quotations if len(q.core) <= 24]
    for m in _KIND.finditer(clean):
        if _NOT_AFTER.match(clean, m.end()) or holds(inside, m.start()):
            continue
        at = _head(text, found, m.start(), 0 if _WHOLE.search(m[0]) else 3)
        words = clean[at.start : m.start()]
        if (
            not establishes(at.verb)
            or not _is_name(words, m[0])
            or _is_known(found, at.start, m.end())
        ):
            continue
        yield from _divided(clean, at, m)


def _divided(clean: str, at: bounds.Head, m: re.Match[str]) -> Iterator[Draft]:
    """The name that ends with a kind word; two where 和 joins two names that both have one (甲计划和乙计划)."""
    kind = "制" if _WHOLE.search(m[0]) and m[0].endswith("制") else m[0]
    joint = next(
        (
            j
            for k in _KIND.finditer(clean, at.start, m.start())
            if (j := _JOINT.match(clean, k.end()))
        ),
        None,
    )
    spans = [(at.start, m.end(), kind)]
    if joint and m.start() - joint.end() >= 3 and joint.start() - at.start >= 5:
        first = clean[at.start : joint.start()]
        ends = next(k[0] for k in _KIND.finditer(first) if k.end() == len(first))
        spans = [(at.start, joint.start(), ends), (joint.end(), m.end(), kind)]
    for start, end, own in spans:
        name = clean[start:end]
        yield Draft(
            start=start, end=end, core_start=start, core_end=end, core=name[: len(name) - len(own)] or name, name=name,
            kind=own, verb=at.verb, rule="programme.kind",
        )  # fmt: skip


def _is_known(found: Found, start: int, end: int) -> bool:
    """Whether the words are a formulation, a formula or stand in the title of a document."""
    return bool(
        found.covering(PolicyMention, start, end)
        or found.covering(FormulationMention, start, end)
        or found.within(FormulaMention, start, end)
        or any(
            m.end - m.start >= end - start - 4 for m in found.within(FormulationMention, start, end)
        )
    )


def by_list(text: Text, found: Found) -> Iterator[Draft]:
    """The parts themselves stand before the kind word: 建立甲、乙、丙的闭环机制."""
    clean = text.clean
    for m in _ITEMS.finditer(clean):
        block = text.block_at(m.start())
        at = bounds.head(text, found, clean.index("、", m.start()), block.start if block else 0)
        start = max(at.start, m.start())
        core, praising = _core(clean[start : m.start("kind")])
        items = core.split("、")
        if (
            not establishes(at.verb)
            or praising
            or core.endswith("等")
            or len(items) < 3
            or any(len(i) < 3 for i in items)
        ):
            continue
        if any(kinds.BREAKS.search(i) for i in items) or found.within(
            FormulationMention, start, m.end()
        ):
            continue
        if any(i.endswith(_ENDINGS) for i in items):
            continue  # 建立甲制度、乙制度、丙机制: names of their own
        yield Draft(
            start=start, end=m.end(), core_start=start, core_end=start + len(core), core=core,
            name=clean[start : m.end()], kind=m["kind"], aliases=(core,), verb=at.verb, rule="programme.list",
        )  # fmt: skip


def _core(words: str) -> tuple[str, bool]:
    """The list in the words before a kind word, and whether it only praises (责任清晰、执行有力的领导)."""
    core, de, _ = words.rpartition("的")
    items = (core or words).split("、")
    if de:
        return core, all(len(i) == 4 for i in items)
    usual = sorted(len(i) for i in items)[len(items) // 2]
    if len(items[-1]) > usual:
        items[-1] = _SURPLUS.sub("", items[-1])
    return "、".join(items), False


def by_sum(text: Text, found: Found) -> Iterator[Draft]:
    """A list and the number that sums it up: 实施甲乙、丙丁、戊己三大工程."""
    clean = text.clean
    for m in _SUM.finditer(clean):
        block = text.block_at(m.start())
        floor = block.start if block else 0
        count = numerals.value(m["n"])
        if clean[m.start("n") - 1] == "“":
            continue
        spans = lists.ending_at(
            text, found, bounds_of(clean, m.start("n"), floor), m.start("n"), (count,)
        )
        if len(spans) != count or max(b - a for a, b in spans) > 16:
            continue
        start = spans[0][0]
        verb = bounds.head(text, found, start, floor).verb
        if not (establishes(verb) or verb == "通过") or _is_known(found, start, m.end()):
            continue
        yield Draft(
            start=start, end=m.end(), core_start=m.start("n"), core_end=m.end(), core=m[0], name=clean[start : m.end()],
            kind=m["kind"], aliases=(m[0],), verb=verb, rule="programme.sum_of_list", listed=tuple(spans),
        )  # fmt: skip


def by_chain(text: Text, found: Found) -> Iterator[Draft]:
    """Links joined by — before a kind word: 构建区—镇街—村居—网格四级治理体系."""
    clean = text.clean
    inside = [(q.start, q.end) for q in analyse(text).quotations]
    for m in _CHAIN.finditer(clean):
        if holds(inside, m.start()):
            continue
        block = text.block_at(m.start())
        first = clean.index("—", m.start())
        at = bounds.head(text, found, first, block.start if block else 0)
        start = max(at.start, m.start())
        links = lists.split(clean, start, m.end("chain"), "—")
        if not establishes(at.verb) or len(links) < 3 or kinds.BREAKS.search(m["mid"]):
            continue
        core = clean[start : m.end("chain")]
        yield Draft(
            start=start, end=m.end(), core_start=start, core_end=m.end("chain"), core=core, name=clean[start : m.end()],
            kind=m["kind"], aliases=(core,), verb=at.verb, rule="programme.chain", listed=tuple(links),
        )  # fmt: skip


def bounds_of(clean: str, position: int, floor: int) -> int:
    """Where the stretch before ``position`` begins that holds nothing but a list."""
    cut = max((clean.rfind(c, floor, position) for c in "，。；：！？\n"), default=-1)
    return max(cut + 1, floor)


def by_bodies(text: Text, found: Found) -> Iterator[Draft]:
    """搭建民情茶话会、板凳议事厅等平台: each of the listed bodies is a programme."""
    clean = text.clean
    for m in _SUCH.finditer(clean):
        first = clean.index("、", m.start())
        block = text.block_at(m.start())
        at = bounds.head(text, found, first, block.start if block else 0)
        if not establishes(at.verb):
            continue
        start = max(at.start, m.start())
        for item in re.finditer(r"[^、]+", clean[start : m.end("list")]):
            if len(item[0]) >= 4 and _BODY.match(item[0][-1]):
                a, b = start + item.start(), start + item.end()
                yield Draft(
                    a, b, a, b, item[0], item[0], m["kind"], (), at.verb, "programme.bodies"
                )
