"""Lists that tell by their own shape that they are the parts of the name beside them."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.model import OrganisationMention, Part, Text
from kg.rules.engine import Found
from kg.rules.programmes import kinds, lists, numerals, spelled
from kg.rules.programmes.kinds import HAN
from kg.rules.programmes.lists import Span
from kg.rules.programmes.names import Draft

Counts = tuple[int, ...]

_CONTENT = re.compile(
    r"(?:以|把|将|围绕|聚焦)(?P<list>[^。；：！？\n]{6,120}?)(?:等)?(?:为|作为|四项|等)(?:主要|核心|基本|重点|具体|主体|工作)?"
    r"(?:内容|核心|重点|抓手|主线|支撑|框架|路径|载体|举措|任务)"
)
_CLOSED = re.compile(
    rf"(?P<list>[{HAN}A-Za-z“”]{{1,14}}(?:、[{HAN}A-Za-z“”]{{1,14}}?){{1,9}})(?:等|这)?"
    rf"(?P<n>[二两三四五六七八九十]|\d{{1,2}})(?:个|项|大|步|环|级|类|种|条|道|关|招|链)(?P<noun>[{HAN}]{{1,4}})?"
)
_STEPS = "环节|步骤|方面|阶段|流程|相扣|联动|走|程序|步|内容|机制|字|关口|任务|举措|维度|栏目|课程|频道|专区|板块|模块|层面|体系"
_STATED = re.compile("分为?|包括|设置?|涵盖|突出|从|围绕|聚焦|由")
_LINK = re.compile(
    rf"[{HAN}]{{0,6}}(?:[，：]|——)?(?:即|就是|分|分为|包括|按照?|走|实行|坚持|落实|设|抓好?|通过|突出|设有|设置|涵盖|从|围绕|聚焦|共设|内设|下设)?"
)
_TOLD = re.compile(
    rf"[{HAN}]{{0,8}}(?P<mark>：|——|，(?:即|就是|也就是|分别(?:是|为)|包括|主要包括|内容为|内容是)[：，]?|（)“?"
)
_RANKED = re.compile(
    rf"(?:(?<=[，、；：。—按照行持即到守循的是])|^)([一二三四五六七八九十])(?P<item>[{HAN}]{{1,14}}?)(?=[，、；。的]|$)"
)
_NAMED_SO = re.compile(
    rf"，?(?:并|被|由|当地|这|大家|群众|村民|居民|牧民|职工|百姓|老百姓|干部){{0,2}}[{HAN}]{{0,4}}(?:亲切地|形象地)?"
    r"(?:称之为|称为|称作|叫它|叫作|叫做|管它叫|唤作|概括为|归纳为|总结为|提炼为|简称为?|统称为?|合称|谓之|就是|便是|这就是|这便是)(?:所谓的?|著名的)?$"
)
_NTH = re.compile(
    r"第([一二三四五六七八九十])(?:张|个|步|项|条|类|大|招|道|课|层|环|把|件|种)?(?:叫作|叫做|叫|是|为|就是|即|：|，)(?P<item>[^，。；：\n]{2,30})"
)
_BESIDES = re.compile(
    rf"在(?P<list>[{HAN}、“”]{{3,60}})(?:之外|基础上|的基础上|以外)[，]?(?:又|再|还)?(?:增设|增加|新增|加上|增添|加入)了?(?P<more>[{HAN}“”]{{2,12}})(?=[，。；、])"
)
_FORMING = re.compile(r"(?:共同|一起|联合)?(?:组成|构成|形成|汇成|结成|搭起|组合成)了?的?$")
_QUOTES = re.compile(r"(?:“[^“”\n]{2,20}”[、和与及]?){2,}$")
_HOLDING = re.compile(
    r"，(?:内含|下设|内设|下辖|包括|包含|涵盖|设有|设|分设|分为|囊括|推出|打造|培育|细分为)了?(?P<run>(?:“[^“”\n]{2,20}”[、和与及]?){3,})"
)
_STEP_KINDS = frozenset(["流程", "程序", "闭环", "链条", "步骤", "工作法", "服务链"])
_LEADS = (
    "做到",
    "让",
    "明确",
    "提供",
    "引导",
    "着力",
    "统一",
    "包含",
    "细化为",
    "分解为",
    "量化为",
)
_ALIKE = re.compile(
    rf"[{HAN}]{{0,3}}，(?P<lead>(?:即|就是|以|用|从|按|按照|通过|依托|围绕|聚焦|突出|坚持|做到|实行|推行|开展|抓好|构建|形成|强化|实施|落实|采取)?)"
)
_PLAIN = re.compile("等|[的了]$|方式|活动$|工作$|力量|部门|单位|制度$")
_ANSWER = re.compile(
    rf"”?[{HAN}]{{0,6}}[？，。][^。？\n]{{0,14}}?(?:答案|做法|要诀|秘诀|法宝|关键|内涵|要义)(?:就是|便是|是|在于)[：“]?"
)
_SENTENCE_END = re.compile("[。；\n]")
_LEADING = re.compile(
    r"(?:从|围绕|聚焦|紧扣|按照?|以|坚持|突出)“(?P<list>[^“”\n]{6,60})”[^。，；“”\n]{0,10}，(?:着力|积极|持续)?"
    r"(?:探索|形成|总结|打造|推行|构建|实施|创建|提炼|创新|建立|走)[^。，；“”\n]{0,8}$"
)
_RANK = {c: i + 1 for i, c in enumerate("一二三四五六七八九十")}


def _sentence_end(text: Text, position: int) -> int:
    sentence = text.sentence_at(position)
    return sentence.end if sentence else len(text.clean)


def _floor(text: Text, position: int) -> int:
    sentence = text.sentence_at(position)
    return sentence.start if sentence else 0


def _made(text: Text, spans: list[Span], core: str) -> tuple[Part, ...]:
    return lists.parts(text.clean, spans, core)


def _fits(count: int, wanted: Counts) -> bool:
    return count in wanted if wanted else count >= 3


def _alike(words: list[str]) -> bool:
    """Whether items share a character or are all equally long."""
    common = set(words[0]).intersection(*words[1:])
    return bool(common) or len({len(w) for w in words}) == 1


def content(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """实施“…”工程，以甲、乙、丙为主要内容: said after the name."""
    del found
    clean = text.clean
    for m in _CONTENT.finditer(clean, draft.end, _sentence_end(text, draft.end)):
        if m.start() - draft.end > 24:
            return ()
        start, end = m.span("list")
        if clean[start] == "“" and clean.find("”", start) == end - 1:
            start, end = start + 1, end - 1
        spans = lists.items(clean, start, end, wanted)
        if _fits(len(spans), wanted):
            return _made(text, spans, draft.core)
    return ()


def closed(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """实施“…”工程，选、育、管、励四环相扣: a list that counts itself, in the clause after the name."""
    clean = text.clean
    if not draft.alone:
        return ()
    for m in _CLOSED.finditer(clean, draft.end, _sentence_end(text, draft.end)):
        between = clean[draft.end : m.start()]
        count = numerals.value(m["n"])
        stated = (
            _STATED.search(between) or _STATED.match(m["list"]) or re.match(_STEPS, m["noun"] or "")
        )
        if not _LINK.fullmatch(between) or not stated or (wanted and count not in wanted):
            return ()
        spans = lists.ending_at(text, found, m.start("list"), m.end("list"), (count,))
        if len(spans) == count >= 2:
            return _made(text, spans, draft.core)
    return ()


def told(text: Text, found: Found, draft: Draft, _: Counts) -> tuple[Part, ...]:
    """“…”流程：甲→乙→丙; “…”机制：甲、乙、丙、丁: a list after a colon, built alike throughout."""
    clean = text.clean
    m = _TOLD.match(clean, draft.end)
    if m is None or m["mark"] == "（":
        return ()
    end = re.compile("[。\n！？]" if m["mark"] != "——" else "[。；\n！？]").search(clean, m.end())
    stop = end.start() if end else len(clean)
    stretch = list(spelled.clauses(clean, m.end(), stop))
    if not stretch:
        return ()
    arrows = [c for c in stretch if c.mark in ("", "→", "—", "——")]
    if len(arrows) >= 3 and stretch[1].mark != "，":
        spans = [(c.start, c.end) for c in arrows]
    elif len(stretch[0].items) >= 3:
        spans = list(stretch[0].items)
    elif len(stretch) >= 3 and all(len(c.items) == 1 for c in stretch):
        spans = [(c.start, c.end) for c in stretch]
    else:
        return ()
    spans = [lists.tidy(clean, s) for s in spans]
    words = [clean[a:b] for a, b in spans]
    if (
        not spelled.sound(spans, words)
        or spelled.measured(words)
        or max(len(w) for w in words) > 18
    ):
        return ()
    if any(found.within(OrganisationMention, a, b) for a, b in spans):
        return ()
    return _made(text, spans, draft.core) if _alike(words) or arrows == stretch else ()


def ranked(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """按照一喊防火、二看老人、三劝邻里、四报隐患的章程: each item opens with its rank."""
    del found
    clean = text.clean
    hits = list(_RANKED.finditer(clean, _floor(text, draft.start), _sentence_end(text, draft.end)))
    run: list[re.Match[str]] = []
    for m in hits:
        if draft.start <= m.start() < draft.end:
            continue
        if _RANK[m[1]] == len(run) + 1:
            run.append(m)
    short = all(re.match("是|来|则|方面|要", m["item"]) is None for m in run)
    brief = any(len(m["item"]) == 1 for m in run) and not wanted
    if len(run) < 3 or not _fits(len(run), wanted) or not short or brief:
        return ()
    return _made(text, [(m.start(), _item_end(clean, m)) for m in run], draft.core)


def _item_end(clean: str, m: re.Match[str]) -> int:
    """The end of a ranked item, 的章程 after the last left out."""
    de = clean.find("的", m.start("item"), m.end())
    return (
        de if de > m.start("item") + 1 and clean[m.end() : m.end() + 1] not in "，、；" else m.end()
    )


def nth(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """第一张叫早课，……；第二张叫实课，……."""
    del found
    if not wanted:
        return ()
    run: list[re.Match[str]] = []
    for m in _NTH.finditer(text.clean, draft.end, min(len(text.clean), draft.end + 500)):
        if _RANK[m[1]] == len(run) + 1:
            run.append(m)
    return _made(text, [m.span("item") for m in run], draft.core) if len(run) in wanted else ()


def besides(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """升级为“四张…”，在甲、乙、丙之外增设丁."""
    del found
    clean = text.clean
    m = _BESIDES.search(clean, draft.end, min(_sentence_end(text, draft.end), draft.end + 90))
    if m is None or not wanted:
        return ()
    earlier = lists.items(clean, *m.span("list"), tuple(w - 1 for w in wanted))
    spans = [*earlier, lists.tidy(clean, m.span("more"))]
    return _made(text, spans, draft.core) if len(spans) in wanted else ()


def formed(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """“甲”“乙”“丙”组成三级平台; 甲、乙、丙，群众称之为“三…”: named after the list."""
    clean = text.clean
    floor = _floor(text, draft.start)
    before = clean[floor : draft.start]
    if (m := _FORMING.search(before)) and (q := _QUOTES.search(before[: m.start()])):
        spans = [
            (floor + q.start() + i.start(), floor + q.start() + i.end())
            for i in re.finditer("(?<=“)[^“”]+(?=”)", q[0])
        ]
        return _made(text, spans, draft.core) if _fits(len(spans), wanted) else ()
    if (m := _NAMED_SO.search(before)) and wanted:
        end = floor + m.start()
        for _ in range(3):
            last = max(clean.rfind(c, floor, end) for c in "。；！？\n：，") + 1
            if clean.count("、", last, end) + 1 in wanted:
                break
            end = max(last - 1, floor)
        else:
            return ()
        start = max(clean.rfind(c, floor, end) for c in "。；！？\n：，") + 1
        if clean[start : start + 1] in ("把", "将"):
            start, end = start + 1, _up_to_like(clean, start, end)
        spans = lists.ending_at(text, found, max(start, floor), end, wanted)
        if len(spans) in wanted:
            return _made(text, spans, draft.core)
    return ()


def _up_to_like(clean: str, start: int, end: int) -> int:
    """The end of a list that 把 opens, by the character with which its items end (甲权、乙权、丙权交给……)."""
    first, *rest = clean[start:end].split("、")
    if len(rest) < 2 or first[-1] not in rest[-1]:
        return end
    return end - len(rest[-1]) + rest[-1].index(first[-1]) + 1


def answered(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """“…”怎么连？答案是甲、乙、丙: the next sentence answers."""
    del found
    clean = text.clean
    m = _ANSWER.match(clean, draft.end)
    stop = _SENTENCE_END.search(clean, m.end()) if m else None
    spans = lists.items(clean, m.end(), stop.start(), wanted) if m and stop else []
    words = [clean[a:b] for a, b in spans]
    ok = _fits(len(spans), wanted) and _alike(words) if spans else False
    return _made(text, spans, draft.core) if ok else ()


def leading(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """从“甲、乙、丙”四处着手，探索出“…”模式: a quoted list in the clause before."""
    del found
    m = _LEADING.search(text.clean[_floor(text, draft.start) : draft.start])
    if m is None:
        return ()
    at = _floor(text, draft.start)
    spans = lists.items(text.clean, at + m.start("list"), at + m.end("list"), wanted)
    return _made(text, spans, draft.core) if _fits(len(spans), wanted) else ()


def holding(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """“…”品牌，内含“甲”“乙”“丙”三个子项目: quotations that the name is said to hold."""
    del found
    m = _HOLDING.match(text.clean, draft.end)
    if m is None or not draft.alone:
        return ()
    spans = [
        (m.start("run") + i.start(), m.start("run") + i.end())
        for i in re.finditer("(?<=“)[^“”]+(?=”)", m["run"])
    ]
    return _made(text, spans, draft.core) if _fits(len(spans), wanted) else ()


def likewise(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """推行“…”工作法，抓甲、抓乙、抓丙; ……，通过甲、乙、丙: items built alike, straight after a name that counts nothing."""
    clean = text.clean
    if wanted or not draft.alone:
        return ()
    way = draft.kind is None or draft.kind in kinds.WAYS
    m = _ALIKE.match(clean, draft.end)
    stretch = list(spelled.clauses(clean, m.end(), _sentence_end(text, draft.end))) if m else []
    spans = _clause_items(clean, stretch)
    if m is None or len(spans) < 3 or clean[spans[-1][1] : spans[-1][1] + 1] not in "，。；：":
        return ()
    spans, lead = _without_lead(clean, spans, m["lead"])
    words = [clean[a:b] for a, b in spans]
    if (
        not spelled.sound(spans, words)
        or spelled.measured(words)
        or max(len(w) for w in words) > 12
    ):
        return ()
    size = min(len(w) for w in words)
    steps = draft.kind in _STEP_KINDS and size > 1
    one_verb = len({w[0] for w in words}) == 1 and size >= 3
    even = len({len(w) for w in words}) == 1 and (size >= 4 or (lead and size > 1) or steps)
    other = even and size >= 4 and _alike(words) and words[0][0] != words[1][0]
    if not way and not other:
        return ()
    if not (one_verb or even) or _PLAIN.search(words[-1]):
        return ()
    if any(found.within(OrganisationMention, a, b) for a, b in spans):
        return ()
    return _made(text, spans, draft.core)


def _clause_items(clean: str, stretch: list[spelled.Clause]) -> list[Span]:
    """The items of the first clause, or the clauses where each is one item."""
    if not stretch:
        return []
    spans = list(stretch[0].items)
    if len(spans) == 1 and len(stretch) >= 3 and all(len(c.items) == 1 for c in stretch):
        spans = [(c.start, c.end) for c in stretch]
    a, b = spans[-1]
    return [*spans[:-1], (a, a + len(clean[a:b].rstrip("。；！")))]


def _without_lead(clean: str, spans: list[Span], lead: str) -> tuple[list[Span], bool]:
    """The items without a verb before the first that makes it longer than the others, which are all equally long."""
    (start, end), rest = spans[0], spans[1:]
    lengths = {b - a for a, b in rest}
    usual = min(lengths)
    if len(lengths) > 1 or usual < 2 or not 0 < end - start - usual <= 6:
        return spans, bool(lead)
    words = clean[start : end - usual]
    if words.endswith(kinds.MAKING) or not words.endswith(
        (*kinds.HARD_VERBS, *kinds.SOFT_VERBS, *_LEADS)
    ):
        return spans, bool(lead)
    return [(end - usual, end), *rest], True


_SHAPES: tuple[Callable[[Text, Found, Draft, Counts], tuple[Part, ...]], ...] = (
    content, closed, formed, holding, answered, leading, ranked, told, likewise,
)  # fmt: skip


def find(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """The parts that a list beside the name shows by its shape."""
    for shape in _SHAPES:
        if parts := shape(text, found, draft, wanted):
            return parts
    return ()
