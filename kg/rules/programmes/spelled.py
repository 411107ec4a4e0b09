"""What an abbreviation stands for, where the text after it spells it out: the items that fit it in number and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from kg.model import OrganisationMention, Part, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds, lists, names, numerals
from kg.rules.programmes.kinds import HAN
from kg.rules.programmes.lists import Span
from kg.rules.programmes.names import Draft
from kg.rules.programmes.plans import Plan, plans

_OPEN, _CLOSE = "“（《‘(", "”）》’)"
_REACH = 260
_DEFINING = (
    r"即|就是|也就是|指的就是|指的是|是指|意指|分别是|分别为|分别指|分别|包括|包含|涵盖|主要是|主要有|主要包括|具体是|具体为|"
    r"具体包括|内容为|内容是|做法是|要求是|概括为|概括起来|做到|依次为|依次是|重在|说的是|讲的是|谓之"
)
_LEAD = re.compile(
    rf"(?:(?:{_DEFINING})(?:了|要)?|[“”]|其中|其|它|以|用|把|将|按照|按|设立|设置|设|建起|建立|建|开出|统一走|走|通过|"
    r"依托|聚焦|围绕|突出|坚持|实行|实现|着力|推动|搞|当好|争当|从|由|为|是|对|在)?"
)
_DEFINES = re.compile(_DEFINING)
_GAP = re.compile(rf"[{HAN}]{{0,8}}")
_JOIN = re.compile("[，、：；。→\n]|—+|--+")
_CLOSES = re.compile(
    r"(?:等|这|共)?(?:[二两三四五六七八九十]|\d{1,2})(?:个|项|大|步|环|级|类|种|条|方面|张|位|道|关|招|链|色|维)"
    rf"[{HAN}]{{0,12}}$"
)
_TAIL = re.compile(
    r"(?:为(?:主要|核心|基本|重点)?(?:内容|核心|抓手|主线|轴|支撑|目标|重点|载体|基础|框架)|相结合|相扣|相统一|贯通|上下贯通|组成|构成|衔接|并举|并重).{0,6}$"
)
_MEASURED = re.compile(
    r"\d[\d.]*(?:万|亿|余|多)?(?:%|元|名|人|个|户|家|件|起|次|吨|亩|支|条|项|公里)|^\d+%?$"
)
_SHORT_ITEMS = 4
_SAYS = re.compile("[为是指有]")
_POST = re.compile(rf"[{HAN}]{{0,6}}(?:担任|兼任|当好|争当)")
_AXIS = re.compile("(?<=.)为(?:主|轴|核心|重点|支撑|引领|基础|主线|纽带|统领)$")
_AND = re.compile("以及|和|及|与")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas: ``items`` are its parts at 、, ``mark`` is what stands before it."""

    start: int
    end: int
    items: tuple[Span, ...]
    mark: str


def clauses(clean: str, start: int, end: int) -> Iterator[Clause]:
    """The clauses of a stretch, marks inside of quotations and brackets left alone."""
    depth, at, mark, marks = 0, start, "", []
    i = start
    while i < end:
        c = clean[i]
        depth += (c in _OPEN) - (c in _CLOSE)
        if depth < 0:
            return
        joint = _JOIN.match(clean, i, end) if depth == 0 else None
        if joint is None:
            i += 1
            continue
        if c == "、":
            marks.append(i)
            i += 1
            continue
        if i > at:
            yield _clause(at, i, marks, mark)
        at, mark, marks = joint.end(), joint[0], []
        i = at
    if end > at and depth == 0:
        yield _clause(at, end, marks, mark)


def _clause(start: int, end: int, marks: list[int], mark: str) -> Clause:
    edges = [start, *(m + 1 for m in marks)]
    ends = [*marks, end]
    return Clause(
        start, end, tuple((a, b) for a, b in zip(edges, ends, strict=True) if b > a), mark
    )


def _strip_lead(clean: str, span: Span, own: re.Pattern[str]) -> tuple[Span, bool]:
    """An item without the words that open a list, and whether those define (即, 就是)."""
    start, end = span
    if (m := own.match(clean, start, end)) and m.end() < end:
        start = m.end()
        defines = True
    else:
        m = _LEAD.match(clean, start, end)
        start = m.end() if m else start
        defines = bool(m and _DEFINES.search(m[0]))
    return ((start, end), defines) if end > start else (span, False)


def _own_words(draft: Draft) -> re.Pattern[str]:
    """五星即, 两单是, “一网”就是: the name itself, or what it counts, with a verb that defines."""
    core = re.escape(draft.core)
    kind = f"|{re.escape(draft.kind)}" if draft.kind else ""
    return re.compile(
        rf"(?:所谓)?“?(?:{core}{kind}|{re.escape(draft.core[:2])}|其)”?(?:{kind.strip('|')})?(?:呢|，)?(?:{_DEFINING}|是|为)[：，]?"
    )


def _tidied(
    text: Text, found: Found, spans: list[Span], own: re.Pattern[str], ends: bool
) -> list[Span]:
    """Items without the words before the first and after the last one."""
    clean = text.clean
    first, defines = _strip_lead(clean, spans[0], own)
    if m := _AXIS.search(clean[first[0] : first[1]]):
        first = (first[0], first[0] + m.start())
    rest = [lists.tidy(clean, s) for s in spans[1:]]
    rest = _opened(clean, rest)
    if rest:
        start, end = rest[-1]
        for pattern in (_CLOSES, _TAIL) if ends else (_TAIL,):
            if (m := pattern.search(clean[start:end])) and m.start() >= 1:
                end = start + m.start()
        rest[-1] = (start, end)
    taken = clean[spans[0][0]] in "把将" and len(rest) >= 2
    if taken and len({b - a for a, b in (first, *rest[:-1])}) == 1:
        rest[-1] = (rest[-1][0], min(rest[-1][1], rest[-1][0] + first[1] - first[0]))
    if rest and (m := _POST.match(clean, *first)):
        first = (m.end(), first[1])
    usual = median([b - a for a, b in rest]) if rest else 0
    if rest and not defines and first[1] - first[0] > usual + 2:
        even = len({b - a for a, b in rest}) == 1 and len(rest) >= 2
        first = (bounds.first_item(text, found, first, usual, even), first[1])
    return [lists.tidy(clean, first), *rest]


def _opened(clean: str, spans: list[Span]) -> list[Span]:
    """Items that open a clause, without a verb that would make them longer than those after them (设甲岗、乙岗)."""
    found = list(spans)
    for i, (start, end) in enumerate(spans[:-1]):
        following = spans[i + 1][1] - spans[i + 1][0]
        m = _LEAD.match(clean, start, end)
        if (
            clean[start - 1] == "，"
            and m
            and end - m.end() == following
            and clean[end : end + 1] == "、"
        ):
            found[i] = (m.end(), end)
    return found


def _even(names_: list[str]) -> bool:
    """Whether items are built alike: equally long, or with one first or last character."""
    lengths = [len(n) for n in names_]
    if max(lengths) > 24:
        return False
    alike = len({n[0] for n in names_}) == 1 or len({n[-1] for n in names_}) == 1
    return alike or max(lengths) - min(lengths) <= (1 if max(lengths) < 6 else 2)


@dataclass(frozen=True, slots=True)
class _Window:
    """Items that fit a plan in number, with the clauses that hold them."""

    spans: list[Span]
    at: int
    over: tuple[Clause, ...]

    @property
    def whole(self) -> bool:
        """Whether the items are clauses that list things themselves."""
        return len(self.over) == len(self.spans) and any(len(c.items) > 1 for c in self.over)


def _readings(clean: str, c: Clause) -> list[tuple[Span, ...]]:
    """The items of a clause, and those with the last divided at 和."""
    start, end = c.items[-1]
    m = _AND.search(clean, start + 1, end - 1)
    if m is None:
        return [c.items]
    return [c.items, (*c.items[:-1], (start, m.start()), (m.end(), end))]


def _windows(clean: str, found: list[Clause], plan: Plan) -> Iterator[_Window]:
    """Neighbouring clauses that hold as many items as the plan asks for."""
    edges = {0, *(sum(plan.sizes[:k]) for k in range(len(plan.sizes) + 1))}
    for i in range(len(found)):
        open_: list[tuple[list[Span], int]] = [([], i)]
        while open_:
            items, j = open_.pop()
            if len(items) == plan.total:
                yield _Window(items, i, tuple(found[i:j]))
                continue
            ended = i < j < len(found) and found[j].mark[:1] in "。\n" and len(items) > j - i
            ended = ended and len(items) not in edges
            if len(items) < plan.total and j < len(found) and len(open_) < 9 and not ended:
                open_ += [([*items, *more], j + 1) for more in _readings(clean, found[j])]
        whole = found[i : i + plan.total]
        if len(whole) == plan.total and any(len(c.items) > 1 for c in whole):
            yield _Window([(c.start, c.end) for c in whole], i, tuple(whole))


def _gap(clean: str, draft: Draft, clause: Clause) -> str | None:
    """The mark between the name, with the words of its kind, and a clause that follows it at once; else nothing."""
    m = re.fullmatch(
        rf"{_GAP.pattern}(?P<mark>[，：；。→]|—+|--+|)“?", clean[draft.end : clause.start]
    )
    return m["mark"] if m else None


def _score(
    text: Text, found: Found, draft: Draft, plan: Plan, window: _Window
) -> tuple[float, list[Span]]:
    """How well the items of a window read as the parts of the name, and those items; 0 for not at all."""
    clean, clause = text.clean, window.over[0]
    own = _own_words(draft)
    spans = _tidied(
        text, found, window.spans, own, len(window.over[-1].items) > 1 and not window.whole
    )
    words = [clean[a:b] for a, b in spans]
    if not sound(spans, words):
        return 0.0, []
    _, defines = _strip_lead(clean, window.spans[0], own)
    mark = _gap(clean, draft, clause)
    says = clause.start == draft.end and bool(_SAYS.match(clean, draft.end))
    defines = defines or says
    if mark == "" and not defines:
        return 0.0, []
    share, even = plan.share(words), _even(words)
    if share < 1 and measured(words):
        return 0.0, []
    if plan.total >= 8 and share < 0.75 and not (mark and (defines or mark[0] in "：—")):
        return 0.0, []
    aligned = _aligned(plan, window)
    if window.whole and share < 0.75:
        return 0.0, []
    told = mark is not None and (defines or mark[:1] in "：—→")
    score = 3 * share + told + 0.5 * even + 0.5 * aligned + 0.3 * (mark is not None)
    score += 0.5 * defines - 0.1 * window.at
    if share >= 0.75:
        return (score, spans) if even or mark is not None or aligned else (0.0, [])
    if _bodies(found, spans):
        return 0.0, []
    grouped = aligned and len(plan.sizes) > 1
    short = even and max(len(w) for w in words) <= _SHORT_ITEMS
    listed = short and len(window.over) == 1 and plan.total >= 4 and mark == "，"
    foreign = any(plan.keys) and share < 0.3
    near = not foreign and window.at <= 3 and draft.alone and (defines or _built_alike(words))
    placed = listed or ((even or grouped) and (told or (grouped and bool(mark)) or near))
    return (score, spans) if placed else (0.0, [])


def sound(spans: list[Span], words: list[str]) -> bool:
    """Whether the words can be items of a list: whole, distinct, no sentences."""
    if not all(words) or not lists.plausible(spans) or len(set(words)) < len(words):
        return False
    return not any(w.count("“") != w.count("”") or re.search("[。！？\n【】…]", w) for w in words)


def measured(words: list[str]) -> bool:
    """Whether half of the items are figures."""
    return sum(bool(_MEASURED.search(w)) for w in words) >= 0.5 * len(words)


def _aligned(plan: Plan, window: _Window) -> bool:
    """Whether the groups of the abbreviation begin where clauses begin."""
    if len(window.over) == 1:
        return True
    starts = {c.start for c in window.over}
    edges, at = [], 0
    for size in plan.sizes:
        edges.append(window.spans[at][0])
        at += size
    return all(e in starts for e in edges)


def _built_alike(words: list[str]) -> bool:
    """Whether items begin or end with one character, as 清家底、清合同、清欠款 do."""
    return len({w[0] for w in words}) == 1 or len({w[-1] for w in words}) == 1


def _bodies(found: Found, spans: list[Span]) -> bool:
    """Whether most items are organisations or regions: who acts, not what is done."""
    named = sum(
        bool(found.within(OrganisationMention, a, b) or found.within(RegionMention, a, b))
        for a, b in spans
    )
    return named > 0.4 * len(spans)


def _stretch(text: Text, draft: Draft) -> list[Clause]:
    """The clauses after a name in its paragraph; those of the next one where the paragraph ends with the name."""
    block = text.block_at(draft.start)
    if block is None:
        return []
    begin, end = draft.end, block.end
    if block.end - draft.end < 6:
        following = text.block_at(min(block.end + 1, len(text.clean) - 1))
        if following is not None and following.article == block.article:
            end = following.end
    return list(clauses(text.clean, begin, min(end, draft.end + _REACH)))


def find(text: Text, found: Found, draft: Draft, sure: float) -> tuple[Part, ...]:
    """The items after a name that best fit what its numerals announce, where they score at least ``sure``."""
    clean = text.clean
    expected = plans(draft.core, names.tail_count(draft), clean[draft.start : draft.core_start])
    stretch = _stretch(text, draft) if expected else []
    best: tuple[float, list[Span]] = (0.0, [])
    for plan in expected:
        for window in _windows(clean, stretch, plan):
            score, spans = _score(text, found, draft, plan, window)
            score += 0.8 * (score > 0 and plan == expected[0])  # the whole before a segment of it
            if score > best[0] + 1e-9:
                best = score, spans
    return lists.parts(clean, best[1], draft.core) if best[1] and best[0] >= sure else ()


def headed(text: Text, draft: Draft) -> tuple[Part, ...]:
    """“四亮”：亮甲，……；亮乙，……；……: a short phrase with the counted character opens each sentence."""
    article = text.article_at(draft.start)
    for plan in plans(draft.core, names.tail_count(draft), ""):
        key = plan.keys[0]
        if article is None or not key or set(plan.keys) != {key} or plan.total < 3:
            continue
        phrase = rf"[{HAN}]{{0,5}}[{key}][{HAN}]{{0,5}}"
        pattern = re.compile(rf"(?:(?<=[。；：！？\n])|^)({phrase})(?=[，：])")
        hits = [
            m.span(1)
            for m in pattern.finditer(text.clean, draft.end, min(article.end, draft.end + 1600))
        ]
        words = [text.clean[a:b] for a, b in hits[: plan.total]]
        alike = any(len({w[i] for w in words}) == 1 for i in (0, -1)) if words else False
        if len(hits) >= plan.total and alike and max(len(w) for w in words) <= 8:
            return lists.parts(text.clean, hits[: plan.total], draft.core)
    return ()


def ending(text: Text, found: Found, draft: Draft, start: int, end: int) -> tuple[Part, ...]:
    """亮甲、亮乙，比丙、比丁的“双亮双比”: the clauses before a name, group by group."""
    clean = text.clean
    for plan in plans(draft.core, "", ""):
        if len(plan.sizes) < 2:
            continue
        stretch = list(clauses(clean, start, end))
        for window in _windows(clean, stretch, plan):
            if window.whole or window.over[-1].end != end or len(window.over) < 2:
                continue
            spans = _tidied(text, found, window.spans, _own_words(draft), True)
            words = [clean[a:b] for a, b in spans]
            fits = plan.share(words) >= 0.75 or (_aligned(plan, window) and _even(words))
            if sound(spans, words) and fits and max(len(w) for w in words) <= 12:
                return lists.parts(clean, spans, draft.core)
    return ()


def by_segment(text: Text, draft: Draft) -> tuple[Part, ...]:
    """“两单一账”。两单是甲清单和乙清单，一账是积分账: each segment with a definition of its own."""
    clean = text.clean
    groups = numerals.groups(draft.core)
    article = text.article_at(draft.start)
    if len(groups) < 2 or article is None or not any(g.count > 1 for g in groups):
        return ()
    spans: list[Span] = []
    at = article.start
    reach = article.end - article.start
    for g in groups:
        pattern = re.compile(
            rf"“?{re.escape(g.words)}”?[呢吧]?(?:[{HAN}]{{0,6}}[，、])?(?:{_DEFINING}|是|为|：|——|（)[：，]?"
        )
        m = pattern.search(clean, at, min(article.end, at + reach))
        if m is None:
            return ()
        stop = re.compile("[。；，）\n]" if g.count == 1 else "[。；）\n]").search(clean, m.end())
        end = stop.start() if stop else article.end
        end = min([end, *(i for o in groups if (i := clean.find(o.words, m.end(), end)) >= 0)])
        items = [lists.tidy(clean, (m.end(), end))] if g.count == 1 else []
        items = items or lists.items(clean, m.end(), end, (g.count,))
        if len(items) != g.count:
            return ()
        spans += items
        at, reach = items[-1][1], 220
    return lists.parts(clean, spans, draft.core)
