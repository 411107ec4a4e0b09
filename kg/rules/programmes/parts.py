"""The parts of a programme that the text spells out next to its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Part, Text
from kg.rules.engine import Found
from kg.rules.programmes import lists, numerals, shapes, spelled
from kg.rules.programmes.lists import Span
from kg.rules.programmes.names import Draft

Counts = tuple[int, ...]

_AS_CONTENT = re.compile(
    r"为(?:主要|核心|基本|重点|具体)?(?:内容|核心|重点|抓手|主体|载体|主线|支撑|框架|基础|特征|要素|路径|目标|关键|依托|标准)(?:的|，)?"
)
_WITH = re.compile(r"以(?![来上下及外内后前往至免便])")
_AFTER = re.compile(
    r"[，,]?(?:——|即|：|其中|分别(?:是|为)|(?:主要|具体)?(?:包括|内容为|内容是|是指|指的是)|也就是|包含|涵盖)[：，]?"
)
_LATER = re.compile(
    r"(?:分为|分成|分|包括|包含|涵盖|设有|设了|内设|下设|由|就是|主要有|共有|聚焦|突出)(?:[一二三四五六七八九十]句话)?[：，]?"
)
_COUNTED = re.compile(
    r"([二三四五六七八九十两]|\d{1,2})(?:个|大|项|种|类)(?:[\u3400-\u9fff]{1,6})(?=[，。；]|$)"
)
_BRACKET = re.compile(r"（([^（）\n]{3,200})）")
_ENDS = re.compile(r"[。\n；！？]")
_STEPS = re.compile(
    r"(?:按照?|通过|遵循|严格)“(?P<list>[^“”\n]{3,80})”(?:的)?(?:[一二三四五六七八九十]步(?:走|法)?|\w{0,4}(?:程序|流程|步骤|路径|环节|方法|办法))"
)
_ORDER = (
    re.compile(
        r"(?:^|(?<=[。；：，\n”]))([一二三四五六七八九十])是(?:要)?(?P<item>[^，。；：\n]{2,40})"
    ),
    re.compile(
        r"(?:^|(?<=[。；：\n]))第([一二三四五六七八九十])[，、](?P<item>[^，。；：\n]{2,40})"
    ),
    re.compile(r"(?:^|(?<=[。；：\n]))（([一二三四五六七八九十\d])）(?P<item>[^，。；：\n]{2,40})"),
    re.compile(r"(?:^|(?<=[。；：\n]))(\d)[.．、](?P<item>[^，。；：\n]{2,40})"),
    re.compile(r"(?:^|(?<=[。；：，\n]))([①②③④⑤⑥⑦⑧⑨⑩])(?P<item>[^，。；：\n①-⑩]{2,40})"),
)
_RANK = {
    c: i + 1
    for digits in ("一二三四五六七八九十", [str(n) for n in range(1, 10)], "①②③④⑤⑥⑦⑧⑨⑩")
    for i, c in enumerate(digits)
}
_THIS_IS = re.compile(r"“([^“”\n]{8,120})”(?:这是|这就是|这套|这便是)[^“”]*$")


def _sentence(text: Text, position: int) -> Span:
    sentence = text.sentence_at(position)
    return (0, len(text.clean)) if sentence is None else (sentence.start, sentence.end)


def _fits(spans: list[Span], wanted: Counts) -> bool:
    """As many as the name announces; three or more where it announces nothing."""
    return len(spans) in wanted if wanted else len(spans) >= 3


def in_bracket(text: Text, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """“四链富民”机制（支部建在产业链、……）: a bracket right after the name."""
    for at in (draft.end, draft.core_end):
        m = _BRACKET.match(text.clean, at)
        if m:
            spans = lists.items(text.clean, m.start(1), m.end(1), wanted)
            if spans and (_fits(spans, wanted) or len(spans) >= 3):
                return lists.parts(text.clean, spans, draft.core)
    return ()


def in_name(text: Text, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """“群众点单、社区派单、单位接单”机制: the quoted words are the list."""
    start, end = draft.core_start, draft.core_end
    if text.clean[start] == "“" or text.clean[start] == "‘":
        start, end = start + 1, end - 1
    marks = "—-" if re.search("[—-]", draft.core) and "、" not in draft.core else "、，；"
    spans = lists.split(text.clean, start, end, marks)
    slogan = draft.kind in ("活动", "品牌", "培训", "行动", "工程", "党课", "轮训")
    if slogan and len(spans) not in wanted:
        return ()
    if len(spans) < 3 or not lists.plausible(spans) or "+" in draft.core:
        return ()
    return lists.parts(text.clean, spans, "")


def before(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """以甲、乙、丙为主要内容的“…”, 聚焦甲、乙、丙“三张清单”, 通过甲、乙、丙等“三化”."""
    clean = text.clean
    floor, _ = _sentence(text, draft.start)
    for m in _AS_CONTENT.finditer(clean, floor, draft.start):
        if len(clean[m.end() : draft.start]) > 14 or "。" in clean[m.end() : draft.start]:
            continue
        for w in reversed(list(_WITH.finditer(clean, floor, m.start()))):
            start, end = _unquoted(clean, w.end(), m.start())
            spans = lists.items(clean, start, end, wanted)
            if _fits(spans, wanted):
                return lists.parts(clean, spans, draft.core)
    return _directly_before(text, found, draft, wanted, floor)


def _unquoted(clean: str, start: int, end: int) -> Span:
    """Without the marks where one quotation holds the whole list."""
    if clean[start] == "“" and clean.find("”", start) == end - 1:
        return start + 1, end - 1
    return start, end


def _directly_before(
    text: Text, found: Found, draft: Draft, wanted: Counts, floor: int
) -> tuple[Part, ...]:
    clean = text.clean
    if m := _THIS_IS.search(clean, max(0, floor - 130), draft.start):
        spans = lists.items(clean, m.start(1), m.end(1), wanted)
        return lists.parts(clean, spans, draft.core) if _fits(spans, wanted) else ()
    end = draft.start
    such = re.search(r"(?:等|这)?的?$", clean[floor:end])
    end = floor + such.start() if such else end
    if clean[end - 1 : end] == "”" and (opened := clean.rfind("“", floor, end)) >= 0:
        spans = lists.items(clean, opened + 1, end - 1, wanted)
        if _fits(spans, wanted) and such is not None and such[0]:
            return lists.parts(clean, spans, draft.core)
    start = max((clean.rfind(c, floor, end) for c in "。；！？\n："), default=-1) + 1
    if grouped := spelled.ending(text, found, draft, max(start, floor), end):
        return grouped
    comma = clean.rfind("，", max(start, floor), end)
    if comma > clean.rfind("、", max(start, floor), end):
        return ()  # a clause of its own stands between the list and the name
    spans = lists.ending_at(text, found, max(start, floor, comma + 1), end, wanted)
    exact = len(spans) in wanted
    loose = such is not None and such[0].startswith(("等", "这")) and len(spans) >= 3
    if len(spans) == 2 and not lists.shares(clean, spans, draft.core) and draft.kind is not None:
        return ()
    if any(re.fullmatch("[一二三四五六七八九十]|\\d+", clean[a:b]) for a, b in spans):
        return ()  # 三、强化“…”: the number of a heading
    if any("“" in clean[a:b] and not clean[a:b].endswith("”") for a, b in spans):
        return ()
    if not spans or not (exact or (loose and not draft.tentative)):
        return ()
    return lists.parts(clean, spans, draft.core)


def after(text: Text, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """“三卡一簿”制度，即学习卡、任务卡……; “五力”：……"""
    clean = text.clean
    at = draft.end
    if m := re.match(r"[\u3400-\u9fff]{0,8}(?=[，：—])", clean[at : at + 12]):
        at += m.end()
    m = _AFTER.match(clean, at) or _AFTER.match(clean, draft.end)
    if m is None:
        return ()
    wanted = (*wanted, *(g.count for g in numerals.groups(draft.core) if g.count >= 3))
    for stop in ("[。\n；！？]", "[。\n]"):
        ending = re.compile(stop).search(clean, m.end())
        end = ending.start() if ending else len(clean)
        spans = lists.items(clean, m.end(), end, wanted)
        said = wanted or re.search("即|包括|分别|指|包含|涵盖", m[0])
        if said and _fits(spans, wanted):
            return lists.parts(clean, spans, draft.core)
    return ()


def later(text: Text, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """The next sentences say what the named thing consists of: 擂台分为“……”三个环节."""
    clean = text.clean
    block = text.block_at(draft.start)
    if block is None:
        return ()
    subject = re.escape((draft.kind or draft.core)[-2:])
    pattern = re.compile(
        rf"(?:(?<=[。，；])|^)(?:[^，。；：\n“]{{0,6}}{subject}|其|里头|其中|做法很简单，)[^，。；：\n“]{{0,3}}?{_LATER.pattern}"
    )
    for m in pattern.finditer(clean, draft.end, min(block.end, draft.end + 160)):
        ending = _ENDS.search(clean, m.end())
        last = ending.start() if ending else block.end
        counted = _COUNTED.search(clean, m.end(), last)
        end, asked = (counted.start(), (numerals.value(counted[1]),)) if counted else (last, wanted)
        if wanted and asked != wanted and asked[0] not in wanted:
            continue
        spans = lists.items(clean, *_unquoted(clean, m.end(), end), asked)
        if _fits(spans, asked):
            return lists.parts(clean, spans, draft.core)
    return ()


def numbered(text: Text, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """一是……。二是……。 after the sentence that names the programme."""
    clean = text.clean
    _, end = _sentence(text, draft.start)
    article = text.article_at(draft.start)
    last = article.end if article else len(clean)
    for pattern in _ORDER:
        run = _rising(list(pattern.finditer(clean, draft.end, min(last, draft.end + 2500))))
        if not run:
            continue
        near = run[0].start() - end <= 4
        if (wanted and len(run) in wanted and (near or len(run) >= 3)) or (
            not wanted and near and draft.alone and len(run) >= 3 and clean[end - 1] == "："
        ):
            return lists.parts(clean, [m.span("item") for m in run], draft.core)
    return ()


def _rising(hits: list[re.Match[str]]) -> list[re.Match[str]]:
    run: list[re.Match[str]] = []
    for m in hits:
        rank = _RANK.get(m[1])
        if rank == len(run) + 1:
            run.append(m)
        elif rank == 1:
            break
    return run


def steps(text: Text, draft: Draft) -> tuple[Part, ...]:
    """按照“党员定诺、支部审诺、……”程序，开展“…”活动: the steps of a procedure, before the name or after it."""
    floor, end = _sentence(text, draft.start)
    if not draft.alone:
        return ()
    for m in _STEPS.finditer(text.clean, floor, end):
        follows = 0 <= m.start() - draft.end <= 6 and "步" in m[0][-3:]
        near = 0 <= draft.start - m.end() <= 16 or follows
        if near:
            spans = lists.items(text.clean, *m.span("list"), ())
            if len(spans) >= 3 and lists.plausible(spans):
                return lists.parts(text.clean, spans, "")
    return ()


def counted(text: Text, found: Found, draft: Draft) -> tuple[Part, ...]:
    """A list with exactly as many items as the name announces, each with the character that it counts."""
    clean = text.clean
    block = text.block_at(draft.start)
    announced = numerals.declared(draft.core)
    if block is None or announced is None:
        return ()
    begin, _ = _sentence(text, draft.start)
    limit = min(len(clean), block.end + 400)
    for a, b in _clauses(clean, begin, limit):
        if "、" not in clean[a:b]:
            continue
        spans = lists.ending_at(text, found, a, b, (announced,))
        if len(spans) == announced and lists.shares(clean, spans, draft.core):
            return lists.parts(clean, spans, draft.core)
    return _by_clause(text, draft, announced, limit)


def _clauses(clean: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for m in re.finditer(r"[，。；：！？\n“”（）]", clean[start:end]):
        yield at, start + m.start()
        at = start + m.end()
    yield at, end


def _by_clause(text: Text, draft: Draft, announced: int, limit: int) -> tuple[Part, ...]:
    """定片区。……定时间。……定责任。: sentences or halves that begin with a short phrase each."""
    clean = text.clean
    groups = numerals.groups(draft.core)
    if len(groups) != 1 or len(groups[0].words) < 2 or len(draft.core) > 4:
        return ()
    mark = groups[0].words[1]
    pattern = re.compile(
        rf"(?:(?<=[。；\n：])|^)([\u3400-\u9fff]{{0,6}}{mark}[\u3400-\u9fff]{{0,8}})(?=[。，：；])"
    )
    hits = [m.span(1) for m in pattern.finditer(clean, draft.end, min(len(clean), limit + 800))]
    hits = [s for s in hits if s[1] - s[0] <= 12]
    return lists.parts(clean, hits[:announced], draft.core) if len(hits) >= announced else ()


def find(text: Text, found: Found, draft: Draft, wanted: Counts) -> tuple[Part, ...]:
    """The parts of a name from its own surroundings, the surest place first."""
    return (
        in_bracket(text, draft, wanted)
        or spelled.by_segment(text, draft)
        or shapes.besides(text, found, draft, wanted)
        or shapes.nth(text, found, draft, wanted)
        or spelled.find(text, found, draft, 2.0)
        or spelled.headed(text, draft)
        or in_name(text, draft, wanted)
        or before(text, found, draft, wanted)
        or after(text, draft, wanted)
        or shapes.find(text, found, draft, wanted)
        or spelled.find(text, found, draft, 0.3)
        or numbered(text, draft, wanted)
        or steps(text, draft)
        or counted(text, found, draft)
        or later(text, draft, wanted)
    )
