"""The parts of a programme that the text spells out next to its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Part, Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds, lists, numerals
from kg.rules.programmes.lists import Span
from kg.rules.programmes.names import Draft

_AS_CONTENT = re.compile(
    r"以(?P<list>[^。；\n]{4,160}?)为(?:主要|核心|基本|重点|具体)?(?:内容|核心|重点|抓手|主体|载体|主线|支撑|框架|基础|特征|要素|路径|目标|关键|依托|标准)(?:的|，)?"
)
_AFTER = re.compile(
    r"[，,]?(?:——|即|：|其中|分别(?:是|为)|(?:主要|具体)?(?:包括|内容为|是指|指的是)|也就是|包含|涵盖)[：，]?"
)
_BRACKET = re.compile(r"（([^（）\n]{3,200})）")
_ENDS = re.compile(r"[。\n；！？]")
_STEPS = re.compile(r"按照?“(?P<list>[^“”\n]{6,80})”(?:的)?(?:\w{0,4})(?:程序|流程|步骤|路径|环节|要求|方法|办法|思路)")
_ORDER = (
    re.compile(r"(?:^|(?<=[。；：，\n]))([一二三四五六七八九十])是(?:要)?(?P<item>[^，。；：\n]{2,40})"),
    re.compile(r"(?:^|(?<=[。；：\n]))第([一二三四五六七八九十])[，、](?P<item>[^，。；：\n]{2,40})"),
    re.compile(r"(?:^|(?<=[。；：\n]))[（(]?([一二三四五六七八九十\d])[）)][、.．]?(?P<item>[^，。；：\n]{2,40})"),
    re.compile(r"(?:^|(?<=[。；：，\n]))(?P<n>[①②③④⑤⑥⑦⑧⑨⑩])(?P<item>[^，。；：\n①-⑩]{2,40})"),
)
_RANK = {**{c: i + 1 for i, c in enumerate("一二三四五六七八九十")}, **{str(i): i for i in range(1, 10)}, **{c: i + 1 for i, c in enumerate("①②③④⑤⑥⑦⑧⑨⑩")}}


def _sentence(text: Text, position: int) -> Span:
    sentence = text.sentence_at(position)
    return (0, len(text.clean)) if sentence is None else (sentence.start, sentence.end)


def _accept(clean: str, spans: list[Span], core: str, declared: int | None) -> tuple[Part, ...]:
    if not spans or not lists.plausible(clean, spans):
        return ()
    if declared is not None and len(spans) != declared and len(spans) < 2:
        return ()
    return lists.parts(clean, spans, core)


def in_bracket(text: Text, draft: Draft, declared: int | None) -> tuple[Part, ...]:
    """“四链富民”机制（支部建在产业链、……）: a bracket right after the name."""
    for at in (draft.end, draft.core_end):
        m = _BRACKET.match(text.clean, at)
        if m:
            spans = lists.items(text.clean, m.start(1), m.end(1), declared)
            found = _accept(text.clean, spans, draft.core, declared)
            if found:
                return found
    return ()


def in_name(text: Text, draft: Draft) -> tuple[Part, ...]:
    """“群众点单、社区派单、单位接单”机制: the quoted words are the list."""
    start, end = draft.core_start, draft.core_end
    if text.clean[start] == "“":
        start, end = start + 1, end - 1
    if draft.kind in ("活动", "品牌", "培训", "行动", "工程", "党课") and "的" not in draft.name:
        return ()
    marks = "—" if "—" in draft.core else "、，；"
    spans = [s for s in lists.split(text.clean, start, end, marks)]
    if len(spans) < 3 or not lists.plausible(text.clean, spans):
        return ()
    return lists.parts(text.clean, spans, "")


def before(text: Text, found: Found, draft: Draft, declared: int | None) -> tuple[Part, ...]:
    """以甲、乙、丙为主要内容的“…”, 聚焦甲、乙、丙“三张清单”, 通过甲、乙、丙等“三化”."""
    clean = text.clean
    floor, _ = _sentence(text, draft.start)
    for m in _AS_CONTENT.finditer(clean, floor, draft.start):
        if _near(clean[m.end() : draft.start]):
            start, end = _unquoted(clean, *m.span("list"))
            spans = lists.items(clean, start, end, declared)
            if len(spans) == declared or (declared is None and len(spans) >= 3):
                return _accept(clean, spans, draft.core, declared)
    return _directly_before(text, found, draft, declared, floor)


def _near(words: str) -> bool:
    return len(words) <= 14 and not re.search("[。；]", words)


def _unquoted(clean: str, start: int, end: int) -> Span:
    """Without the marks where one quotation holds the whole list."""
    if clean[start] == "“" and clean.find("”", start) == end - 1:
        return start + 1, end - 1
    return start, end


def _directly_before(
    text: Text, found: Found, draft: Draft, declared: int | None, floor: int
) -> tuple[Part, ...]:
    clean = text.clean
    end = draft.start
    if m := re.search(r"(?:等|的|这)+$", clean[floor:end]):
        end = floor + m.start()
    start = max((clean.rfind(c, floor, end) for c in "。；！？\n："), default=-1) + 1
    start = max(start, floor)
    spans = lists.split(clean, start, end, "、，")
    tight = lists.split(clean, start, end, "、")
    if not tight or "，" in clean[tight[-1][0] : end]:
        return ()  # a clause of its own stands between the list and the name
    for candidate in (tight, spans):
        chosen = _last_items(text, found, candidate, declared)
        if chosen:
            return _accept(clean, chosen, draft.core, declared)
    return ()


def _last_items(
    text: Text, found: Found, spans: list[Span], declared: int | None
) -> list[Span]:
    """The items of a list that ends where the spans end, the verb before the first cut off."""
    clean = text.clean
    wanted = declared if declared is not None else len(spans)
    if declared is not None and len(spans) > declared:
        spans = spans[-declared:]
    if len(spans) < (2 if declared == len(spans) else 3) or (declared and len(spans) > wanted):
        return []
    first = bounds.head(text, found, spans[0][1], spans[0][0]).start
    if first >= spans[0][1]:
        return []
    tidied = [lists.tidy(clean, s) for s in [(max(first, spans[0][0]), spans[0][1]), *spans[1:]]]
    if any(a >= b for a, b in tidied) or not lists.plausible(clean, tidied):
        return []
    return tidied


def after(text: Text, draft: Draft, declared: int | None) -> tuple[Part, ...]:
    """“三卡一簿”制度，即学习卡、任务卡……; “五力”：……"""
    clean = text.clean
    at = draft.end
    if m := re.match(r"[\u3400-\u9fff]{0,8}(?=[，：—])", clean[at : at + 12]):
        at += m.end()
    m = _AFTER.match(clean, at) or _AFTER.match(clean, draft.end)
    if m is None or m.end() == at:
        return ()
    stop = _ENDS.search(clean, m.end())
    end = stop.start() if stop else len(clean)
    if stop and stop[0] == "；" and (declared is None or "、" not in clean[m.end() : end]):
        longer = re.compile("[。\n]").search(clean, m.end())
        end = longer.start() if longer else len(clean)
    spans = lists.items(clean, m.end(), end, declared)
    if declared is None and m[0] in ("：", "——", "，其中", "其中"):
        return ()
    if declared is not None and len(spans) != declared:
        return ()
    return _accept(clean, spans, draft.core, declared)


def numbered(text: Text, draft: Draft, declared: int | None) -> tuple[Part, ...]:
    """一是……。二是……。 after the sentence that names the programme."""
    clean = text.clean
    _, end = _sentence(text, draft.start)
    article = text.article_at(draft.start)
    last = article.end if article else len(clean)
    for pattern in _ORDER:
        hits = [m for m in pattern.finditer(clean, draft.end, min(last, draft.end + 2500))]
        run = _rising(hits)
        near = bool(run) and run[0].start() - end <= 4
        if (declared and len(run) == declared and (near or declared >= 3)) or (
            declared is None and near and len(run) >= 3 and clean[end - 1] in "：。"
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
    """按照“党员定诺、支部审诺、……”程序，开展“…”活动: the steps of a procedure."""
    floor, _ = _sentence(text, draft.start)
    for m in _STEPS.finditer(text.clean, floor, draft.start):
        if draft.start - m.end() <= 16:
            spans = lists.items(text.clean, *m.span("list"), None)
            if len(spans) >= 3 and lists.plausible(text.clean, spans):
                return lists.parts(text.clean, spans, "")
    return ()


def counted(text: Text, found: Found, draft: Draft, declared: int) -> tuple[Part, ...]:
    """A list with exactly as many items as the name announces, each with the character that it counts."""
    clean = text.clean
    block = text.block_at(draft.start)
    if block is None:
        return ()
    begin, _ = _sentence(text, draft.start)
    limit = min(len(clean), block.end + 400)
    for a, b in _clauses(clean, begin, limit):
        if a <= draft.core_start < b and "、" not in clean[a:b]:
            continue
        spans = lists.split(clean, a, b, "、")
        if len(spans) != declared:
            spans = [lists.tidy(clean, s) for s in spans]
            continue
        first = bounds.head(text, found, spans[0][1], spans[0][0]).start
        spans[0] = (min(first, spans[0][1] - 1), spans[0][1])
        spans = [lists.tidy(clean, s) for s in spans]
        if lists.shares(clean, spans, draft.core) and lists.plausible(clean, spans):
            return lists.parts(clean, spans, draft.core)
    return _by_clause(text, draft, declared, (begin, limit))


def _clauses(clean: str, start: int, end: int) -> Iterator[Span]:
    at = start
    for m in re.finditer(r"[，。；：！？\n“”（）]", clean[start:end]):
        yield at, start + m.start()
        at = start + m.end()
    yield at, end


def _by_clause(text: Text, draft: Draft, declared: int, window: Span) -> tuple[Part, ...]:
    """定片区。……定时间。……定责任。: sentences or halves that begin with a short phrase each."""
    clean = text.clean
    groups = numerals.groups(draft.core)
    if len(groups) != 1 or len(groups[0].words) < 2:
        return ()
    mark = groups[0].words[1]
    pattern = re.compile(rf"(?:(?<=[。；\n：])|^)([\u3400-\u9fff]{{0,6}}{mark}[\u3400-\u9fff]{{0,8}})(?=[。，：；])")
    found = [m.span(1) for m in pattern.finditer(clean, draft.end, window[1] + 800)]
    found = [s for s in found if s[1] - s[0] <= 12]
    if len(found) < declared:
        return ()
    return lists.parts(clean, found[:declared], draft.core)


def find(text: Text, found: Found, draft: Draft, declared: int | None) -> tuple[Part, ...]:
    """The parts of a name from its own surroundings, the surest place first."""
    return (
        in_bracket(text, draft, declared)
        or in_name(text, draft)
        or before(text, found, draft, declared)
        or after(text, draft, declared)
        or numbered(text, draft, declared)
        or steps(text, draft)
        or (counted(text, found, draft, declared) if declared and declared >= 2 else ())
    )
