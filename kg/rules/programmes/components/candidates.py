"""Candidate lists: every stretch near a programme's name that may spell out its parts, found by structure alone.

Nothing is decided here. A candidate is a list of ranges with the place where it stands and what joins it to the name;
:mod:`kg.rules.programmes.components.choice` weighs them against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice, takewhile
from typing import Any

from kg.model import Block, BlockKind, Text
from kg.rules.engine import Found
from kg.rules.programmes import numerals
from kg.rules.programmes.components import edges
from kg.rules.programmes.components.edges import HAN, NUMERAL, Span
from kg.rules.programmes.names import Draft
from kg.rules.programmes.plans import Plan
from kg.syntax.analysis import Analysis

REACH = 320
"""How many characters behind a name its parts may begin in running text."""
FAR = 2600
"""How many characters behind a name its numbered parts and headings may end."""

_LINKS = (
    ("is", re.compile(
        r"(?:即|就是|也就是|便是|指的就是|指的是|是指|意指|分别(?:是|为|指)?|依次(?:是|为)?|具体(?:是|为)|内容[为是]|概括为|说的是|讲的是|谓之|一般是|是|为|指)[：，]?")),
    ("holds", re.compile(
        r"(?:其中)?(?:主要|具体|共)?(?:包括|包含|涵盖|内含|分为|分成|细化为|细分为|设置|设有|设立|下设|内设|分设|设|有|由|囊括|划分为|集|融合?|整合|具备|具有|集成)了?[：，]?")),
    ("by", re.compile(
        r"(?:主要|着力|重点|积极)?(?:通过|采取|按照?|凭着?|凭借|依托|围绕|聚焦|突出|坚持|以|用|从|把|将|靠|走|抓好?|严把)[：，]?")),
    ("reach", re.compile(r"(?:真正|基本|全面|逐步|努力|最终)?(?:推动|实现|做到|形成|达到|确保|促进|带动)了?[：，]?")),
    ("run", re.compile(r"(?:主要|着力|重点|积极|全面)?(?:实行|推行|落实|开展|构建|建立|强化|统一|完善)了?[：，]?")),
)  # fmt: skip
_SERIES = (
    re.compile(r"(?:^|(?<=[。；：，\n”]))([一二三四五六七八九十])[是要](?:要|以)?(?P<item>[^，。；：\n]{2,40})"),
    re.compile(r"(?:^|(?<=[。；：，\n]))第([一二三四五六七八九十])(?:[步个项招条张关环道类]|阶段|方面)?(?:叫作|叫做|叫|是|为|[，、：])(?P<item>[^，。；：\n]{2,40})"),
    re.compile(r"(?:^|(?<=[。；：，\n]))[（(]([一二三四五六七八九十\d])[）)](?P<item>[^，。；：\n]{2,40})"),
    re.compile(r"(?:^|(?<=[。；：\n]))(\d)[.．、](?P<item>[^，。；：\n]{2,40})"),
    re.compile(r"(?:^|(?<=[。；：，\n]))([①②③④⑤⑥⑦⑧⑨⑩])(?P<item>[^，。；：\n①-⑩]{2,40})"),
    re.compile(rf"(?:^|(?<=[。；：，、\n按照行持即到守循的是]))(?P<whole>([一二三四五六七八九十])(?P<item>(?![是要])[{HAN}]{{1,12}}))(?=[，、；。的]|$)"),
)  # fmt: skip
_RANK = {
    c: i + 1
    for digits in ("一二三四五六七八九十", [str(n) for n in range(1, 10)], "①②③④⑤⑥⑦⑧⑨⑩")
    for i, c in enumerate(digits)
}
_ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、是．.，]|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、]|[①-⑳]|——|●|■|◆|★)+"
)
_BEFORE = re.compile(
    rf"(?:等等|等|这|的|这样的|为内容的|为(?:主要|核心)?(?:内容|抓手|重点|支撑|载体)的?|共?{NUMERAL}[{HAN}]{{1,5}}|组成的?|构成的?|结合的?)*[“]?$"
)
_BEARS_RANK = re.compile("[第（(]?[一二三四五六七八九十\\d①-⑩]")
_GRADES = re.compile(rf"([二两三四五六])级[{HAN}]{{2,14}}?(?:机制|体系|制度|平台|网络)")
_MEANS = re.compile("为(?:主要|重要)?(?:抓手|载体|突破口|切入点)$")
_POINTS = re.compile("(?:所谓|这|该|此|上述|所说的)?“?")
_GOES_ON = re.compile("[呢的]?[：，]?")
_DEFINED = re.compile(
    r"[呢吧]?(?:即|就是|也就是|指的是|是指|指|分别是|包括|包含|是|为|：|——|（)[：，]?"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """``spans`` are the items, ``place`` where they stand (name, bracket, before, after, far, series, heads, openers,
    captions, segments, later), ``link`` what joins them to the name, ``close`` what ends the list, ``gap`` the clauses between
    them and the name, ``cut`` whether the first item was cut by its length."""

    spans: tuple[Span, ...]
    place: str
    link: str = ""
    close: str = ""
    gap: int = 0
    cut: bool = False

    @property
    def start(self) -> int:
        """Where the first item begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last item ends."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Around:
    """What the candidates of one name are looked for in."""

    analysis: Analysis
    found: Found
    draft: Draft
    plans: tuple[Plan, ...]
    wanted: tuple[int, ...]
    items: dict[Span, Any] = field(default_factory=dict)

    @property
    def clean(self) -> str:
        """The cleaned text."""
        return self.analysis.text.clean


_OPENING, _CLOSING = "“（《‘(", "”）》’)"


def candidates(around: Around) -> list[Candidate]:
    """All candidate lists of a name, each once, the nearest places first."""
    found: dict[tuple[Span, ...], Candidate] = {}
    for read in (
        in_name,
        in_bracket,
        before,
        after,
        series,
        heads,
        openers,
        captions,
        segments,
        later,
    ):
        for candidate in read(around):
            ok = len(candidate.spans) > 1 or (candidate.place == "segments")
            if ok and edges.plausible(candidate.spans) and not _beside(around, candidate):
                found.setdefault(candidate.spans, candidate)
    for candidate in list(found.values()):
        if (inner := _quoted_inside(around, candidate)) is not None:
            found.setdefault(inner.spans, inner)
    return list(found.values())


def _beside(around: Around, candidate: Candidate) -> bool:
    """Whether the name is one more item of the list: 甲制度、乙制度、丙制度 are neighbours of each other."""
    draft, clean = around.draft, around.clean
    if _MEANS.search(clean, *candidate.spans[0]):
        return True  # 以甲为抓手，带动乙: the means stands before the list
    low, high = sorted((draft.end, candidate.start, candidate.end, draft.start))[1:3]
    between = clean[low:high].strip("“”")
    levels = _GRADES.match(clean, candidate.end)
    if levels and low == draft.end and numerals.value(levels[1]) == len(candidate.spans):
        return True  # 健全县、乡、村三级某某机制: the levels of another name
    return candidate.place in ("before", "after") and between in ("、", "和", "与", "及", "以及")


def _quoted_inside(around: Around, candidate: Candidate) -> Candidate | None:
    """第一阶段“甲”、第二阶段“乙”: the quotation in each item, where each holds just one behind its rank."""
    spans: list[Span] = []
    for start, end in candidate.spans:
        if not _BEARS_RANK.match(around.clean, start, end):
            return None
        inside = [q for q in around.analysis.quotations_in(start, end) if q.end <= end and q.outer]
        if len(inside) != 1:
            return None
        spans.append((inside[0].start + 1, inside[0].end - 1))
    return replace(candidate, spans=tuple(spans), close="inside")


# ---------------------------------------------------------------- lists in running text


def split(clean: str, start: int, end: int, marks: str) -> list[Span]:
    """The stretches of ``start:end`` between ``marks``; those inside of brackets and quotations left alone."""
    spans, depth, at = [], 0, start
    for m in _marks(marks).finditer(clean, start, end):
        c = m[0]
        depth += (c in _OPENING) - (c in _CLOSING)
        if depth <= 0 and c in marks:
            spans.append((at, m.start()))
            at = m.end()
    spans.append((at, end))
    return [s for s in spans if s[1] > s[0]]


@cache
def _marks(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(_OPENING + _CLOSING + marks)}]")


def _readings(
    around: Around, spans: Sequence[Span], place: str, link: str, gap: int
) -> Iterator[Candidate]:
    """The ways to read raw ranges as items: the last with or without what closes it, divided at 和 or not; the first
    as it stands or cut."""
    clean = around.clean
    last, close = edges.closed(clean, edges.like_others(clean, spans))
    for tail in dict.fromkeys(((last,), tuple(edges.divided(clean, last)))):
        rest = [edges.bare(clean, s) for s in (*spans[1:-1], *tail)] if len(spans) > 1 else []
        head = spans[0] if len(spans) > 1 else tail[0]
        rest = rest if len(spans) > 1 else [edges.bare(clean, s) for s in tail[1:]]
        if any(b <= a for a, b in rest):
            continue
        for n, first in enumerate(edges.firsts(around.analysis, around.found, head, rest)):
            a, b = edges.bare(clean, first)
            if b > a:
                yield Candidate(((a, b), *rest), place, link, close, gap, cut=n > 0)


def _quoted_lists(around: Around, start: int, end: int) -> Iterator[list[Span]]:
    """The items inside one quotation, or the quotations themselves where several stand side by side."""
    clean = around.clean
    inside = [q for q in around.analysis.quotations_in(start, end) if q.outer]
    if len(inside) > 1:
        yield [(q.start + 1, q.end - 1) for q in inside]
    for q in inside[-1:]:
        for marks in ("、", "，", "；", "—", "、，"):
            spans = split(clean, q.start + 1, q.end - 1, marks)
            if len(spans) > 1:
                yield [edges.bare(clean, s) for s in spans]


def in_name(around: Around) -> Iterator[Candidate]:
    """“群众点单、社区派单、单位接单”机制; 受理流转、提级盯办、限时销号等机制: the name is the list."""
    draft, clean = around.draft, around.clean
    if "+" in draft.core or "＋" in draft.core:
        return
    start, end = edges.bare(clean, (draft.core_start, draft.core_end))
    for marks in ("、", "，", "—-", "、，；"):
        spans = split(clean, start, end, marks)
        if len(spans) > 1:
            link = "marked" if clean[draft.core_start : draft.core_start + 1] in "“‘" else "plain"
            yield Candidate(tuple(edges.bare(clean, s) for s in spans), "name", link)
    if clean[draft.core_start] not in "“‘" and len(split(clean, start, end, "、")) > 1:
        yield from _readings(around, split(clean, start, end, "、"), "name", "plain", 0)


def in_bracket(around: Around) -> Iterator[Candidate]:
    """“四链富民”机制（支部建在产业链、……）: a bracket right after the name."""
    clean, draft = around.clean, around.draft
    for at in sorted({draft.end, draft.core_end}):
        pair = around.analysis.pair_at(at)
        if pair is None or pair.mark not in "（(":
            continue
        start, end = pair.inner
        link, behind = _link_at(clean, start, end)
        for first in dict.fromkeys((start, behind if link in ("is", "holds") else start)):
            for marks in ("；", "、", "，", "、，；", "/"):
                spans = split(clean, first, end, marks)
                if len(spans) > 1:
                    yield from _readings(
                        around, spans, "bracket", link if first != start else "", 0
                    )
        for quoted in _quoted_lists(around, start, end):
            yield Candidate(tuple(quoted), "bracket")


def before(around: Around) -> Iterator[Candidate]:
    """甲、乙、丙“三张清单”; 以甲、乙、丙为主要内容的“…”; 从甲、乙、丙三处着手，探索出“…”."""
    clean, draft, analysis = around.clean, around.draft, around.analysis
    sentence = analysis.text.sentence_at(draft.start)
    floor = sentence.start if sentence else 0
    here = analysis.clause_at(draft.start)
    if here is None:
        return
    near = list(analysis.clauses_in(floor, draft.start))[-5:]
    for gap, clause in enumerate(reversed(near)):
        end = min(clause.end, draft.start)
        joined = _BEFORE.search(clean, clause.start, end) if gap == 0 else None
        stop = joined.start() if joined else end
        link = ("touch" if stop == end else "such") if gap == 0 else "clause"
        spans = split(clean, clause.start, stop, "、")
        if len(spans) > 1 or (gap == 0 and 2 in around.wanted):
            yield from _readings(around, spans, "before", link, gap)
            for n in around.wanted:
                if 1 < n < len(spans):
                    yield from _readings(around, spans[-n:], "before", link, gap)
        for quoted in _quoted_lists(around, clause.start, stop):
            yield Candidate(tuple(quoted), "before", link, "", gap)
            for n in around.wanted:
                if 1 < n < len(quoted):
                    yield Candidate(tuple(quoted[-n:]), "before", link, "", gap)
    yield from _clauses_before(around, floor)


def _clauses_before(around: Around, floor: int) -> Iterator[Candidate]:
    """亮甲、亮乙，比丙、比丁的“双亮双比”; 强化甲，激活乙，提升丙，“三…”: as many clauses, or items over clauses, as announced."""
    clean, draft = around.clean, around.draft
    stretch = list(around.analysis.clauses_in(floor, draft.start))
    for n in around.wanted:
        for back in (0, 1):
            items: list[Span] = []
            for i in range(len(stretch) - 1 - back, -1, -1):
                clause = stretch[i]
                end = min(clause.end, draft.start)
                if i == len(stretch) - 1 and (m := _BEFORE.search(clean, clause.start, end)):
                    end = m.start()
                if end <= clause.start:
                    continue
                items = split(clean, clause.start, end, "、") + items
                if len(items) >= n:
                    break
            if len(items) == n > 1 and len(stretch) > 1:
                yield from _readings(around, items, "before", "clauses", back)


def _link_at(clean: str, start: int, end: int) -> tuple[str, int]:
    """The class of the words that join a list to what precedes it, and where they end."""
    for name, pattern in _LINKS:
        m = pattern.match(clean, start, end)
        if m is not None and m.end() < end:
            return name, m.end()
    return "", start


def _again(around: Around, start: int, end: int) -> int:
    """Where words that take the name up again end: 五星即, “一网”就是, 该模式, 其."""
    clean, draft = around.clean, around.draft
    kind = draft.kind or ""
    names = [w for w in (draft.core, kind, draft.core[:2], "其", "它") if w]
    for at in (_past(_POINTS, clean, start, end), start):
        for name in names:
            if clean.startswith(name, at, end):
                behind = at + len(name) + clean.startswith("”", at + len(name), end)
                behind += len(kind) if clean.startswith(kind, behind, end) else 0
                behind = _past(_GOES_ON, clean, behind, end)
                return behind if behind < end else start
    return start


def _past(pattern: re.Pattern[str], clean: str, start: int, end: int) -> int:
    m = pattern.match(clean, start, end)
    return m.end() if m else start


def after(around: Around) -> Iterator[Candidate]:
    """What the clauses behind the name list, in the same paragraph or, where the name ends its own, in the next."""
    analysis, draft, clean = around.analysis, around.draft, around.clean
    block = analysis.text.block_at(draft.start)
    if block is None:
        return
    end = block.end
    if block.end - draft.end < 12:
        following = analysis.text.block_at(min(block.end + 1, len(clean) - 1))
        if following is not None and following.article == block.article:
            end = following.end
    end = min(end, draft.end + REACH)
    stretch: list[tuple[int, int, str]] = []
    mark = ""
    for clause in _from(analysis, draft.end, end):
        stretch.append((max(clause[0], draft.end), min(clause[1], end), mark))
        mark = clause[2]
    stretch = [s for s in stretch if s[1] > s[0]]
    for gap in range(min(len(stretch), 9)):
        yield from _after_at(around, stretch, gap)


def _from(analysis: Analysis, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    i = max(analysis.clause_index(start), 0)
    for clause in islice(analysis.clauses, i, None):
        if clause.start >= end:
            return
        if clause.end >= start:
            yield clause.start, clause.end, clause.mark


def _after_at(around: Around, stretch: list[tuple[int, int, str]], gap: int) -> Iterator[Candidate]:
    """The candidates whose first item stands in the clause number ``gap`` behind the name."""
    clean = around.clean
    start, end, mark = stretch[gap]
    begin = _again(around, start, end) if gap or start > around.draft.end else start
    link, at = _link_at(clean, begin, end)
    if not link and mark in ("：", "——"):
        link = "colon"
    if not link and begin > start:
        link = "again"
    starts = [at] if at == begin else [at, begin]
    for number, first in enumerate(starts):
        name = link if number == 0 else "kept"
        items = split(clean, first, end, "、→")
        if len(items) > 1:
            yield from _readings(around, items, "after", name, gap)
        dashes = split(clean, first, end, "—→")
        if len(dashes) > 2:
            yield from _readings(around, dashes, "after", name, gap)
        for quoted in _quoted_lists(around, first, end):
            yield Candidate(tuple(edges.bare(clean, s) for s in quoted), "after", name, "", gap)
        yield from _runs(around, stretch, gap, first, name)


def _runs(
    around: Around, stretch: list[tuple[int, int, str]], gap: int, first: int, link: str
) -> Iterator[Candidate]:
    """Items over several clauses: one a clause, or as many as a plan asks for."""
    clean = around.clean
    whole: list[Span] = [(first, stretch[gap][1])]
    pieces = split(clean, first, stretch[gap][1], "、")
    one = len(pieces) == 1
    for start, end, mark in stretch[gap + 1 :]:
        if mark not in ("，", "；", "、") and len(pieces) == 1 and len(whole) == 1:
            break
        whole.append((start, end))
        more = split(clean, start, end, "、")
        one = one and len(more) == 1
        pieces = [*pieces, *more]
        n = len(pieces)
        if n in around.wanted:
            yield from _readings(around, pieces, "after", link, gap)
        if len(whole) in around.wanted and not one:
            yield from _readings(around, whole, "after", link, gap)
        if one and len(whole) >= 3 and not around.wanted:
            yield from _readings(around, whole, "after", link, gap)
        if n > max((*around.wanted, 6)):
            break


# ---------------------------------------------------------------- numbered parts, headings, openers


def _article_end(around: Around) -> int:
    article = around.analysis.text.article_at(around.draft.start)
    return article.end if article else len(around.clean)


def series(around: Around) -> Iterator[Candidate]:
    """一是……。二是……。; 第一步叫…，第二步叫…: items that bear their rank, behind the name or around it."""
    draft = around.draft
    sentence = around.analysis.text.sentence_at(draft.start)
    end = min(_article_end(around), draft.end + FAR)
    for pattern in _SERIES:
        floor = sentence.start if sentence and "whole" in pattern.groupindex else draft.end
        run = _rising(
            [
                m
                for m in pattern.finditer(around.clean, floor, end)
                if not draft.start <= m.start() < draft.end
            ]
        )
        if len(run) < 2:
            continue
        gap = len(list(around.analysis.clauses_in(draft.end, run[0].start())))
        group = "whole" if "whole" in pattern.groupindex else "item"
        spans = tuple(edges.bare(around.clean, m.span(group)) for m in run)
        yield Candidate(spans, "series", group, "", gap)
        for n in around.wanted:
            if 1 < n < len(spans):
                yield Candidate(spans[:n], "series", group, "more", gap)


def _rising(hits: list[re.Match[str]]) -> list[re.Match[str]]:
    run: list[re.Match[str]] = []
    for m in hits:
        rank = next((_RANK[g] for g in m.groups() if g in _RANK), 0)
        if rank == len(run) + 1:
            run.append(m)
        elif rank == 1 and run:
            break
    return run


def _title(around: Around, block: Block) -> Span:
    """The words of a heading without its ordinal and the mark that ends it."""
    start, end = block.start, block.lead if block.lead is not None else block.end
    m = _ORDINAL.match(around.clean, start, end)
    return edges.bare(around.clean, (m.end() if m else start, end))


def heads(around: Around) -> Iterator[Candidate]:
    """五项举措 → the titles below it; a section that opens with the programme → its run-in headings."""
    text, draft = around.analysis.text, around.draft
    own = text.block_at(draft.start)
    if own is None:
        return
    behind = islice(text.blocks, text.block_index(own) + 1, None)
    near = takewhile(lambda b: b.start < draft.end + 4 * FAR, behind)
    below = [b for b in near if b.article == own.article]
    for section in _sections(own, below):
        levels = sorted({b.level for b in section if b.kind is BlockKind.HEADING})
        groups = [
            [b for b in section if b.kind is BlockKind.HEADING and b.level == n] for n in levels
        ]
        groups.append([b for b in section if b.kind is BlockKind.BODY and b.lead is not None])
        for group in groups:
            spans = tuple(s for b in group if (s := _title(around, b))[1] > s[0])
            if 1 < len(spans) <= 12:
                link = "heading" if group[0].kind is BlockKind.HEADING else "lead"
                running = sum(b.kind is BlockKind.BODY for b in section)
                link += " every" if link == "lead" and len(group) >= 0.8 * running else ""
                yield Candidate(
                    spans, "heads", link, _standing(text, own, draft), below.index(group[0])
                )
                for n in around.wanted:
                    if 1 < n < len(spans):
                        yield Candidate(spans[:n], "heads", link, "more", below.index(group[0]))


def _standing(text: Text, own: Block, draft: Draft) -> str:
    """Where the name stands: in a title or heading, first in its section, first in its article, last before the list, or amid."""
    if own.kind is not BlockKind.BODY:
        return own.kind.value
    i = text.block_index(own)
    earlier = text.blocks[i - 1] if i else None
    if own.lead is not None and draft.start < own.lead:
        return "run-in"
    if (
        earlier is None
        or earlier.article != own.article
        or earlier.kind in (BlockKind.TITLE, BlockKind.BYLINE, BlockKind.MASTHEAD)
    ):
        return "opens the article"
    if earlier.kind is BlockKind.HEADING:
        return "opens the section"
    return "amid"


def _sections(own: Block, below: list[Block]) -> Iterator[list[Block]]:
    """What stands below the name: its section up to the next heading of its level, and the rest of the article."""
    stop = next(
        (
            i
            for i, b in enumerate(below)
            if b.kind is BlockKind.HEADING
            and (own.kind is not BlockKind.HEADING or b.level <= own.level)
        ),
        len(below),
    )
    yield below[:stop]
    if stop < len(below) and own.kind in (BlockKind.TITLE, BlockKind.BODY, BlockKind.BYLINE):
        yield below


def openers(around: Around) -> Iterator[Candidate]:
    """“四亮”：亮甲，……。亮乙，……。: a short phrase with what the name counts opens each sentence or half of one."""
    end = min(_article_end(around), around.draft.end + 1800)
    for plan in around.plans:
        keys = list(dict.fromkeys(plan.keys))
        if plan.total < 3 or not keys[0] or len(keys) > 2:
            continue
        found: list[Span] = []
        for start, stop, _ in _from(around.analysis, around.draft.end, end):
            before = around.clean[start - 1 : start]
            if (
                start >= around.draft.end
                and before in "。；：！？\n”"
                and (s := _phrase(around, start, stop, keys))
            ):
                found.append(s)
        if len(found) >= plan.total:
            yield Candidate(tuple(found[: plan.total]), "openers", "", "", len(found) - plan.total)
    yield from _even_openers(around, end)


def _even_openers(around: Around, end: int) -> Iterator[Candidate]:
    """组织共治建起……。邻里自治推行……。德润善治……。: as many sentences as announced, each opened by a phrase of four
    characters, most of which bear a word of the name."""
    clean = around.clean
    block = around.analysis.text.block_at(around.draft.start)
    starts = [
        s.start
        for s in around.analysis.text.sentences
        if around.draft.end <= s.start < end and block is not None
    ]
    for n in dict.fromkeys(p.total for p in around.plans):
        chars = {c for p in around.plans if p.total == n for k in p.keys for c in k}
        windows = []
        for i in range(min(len(starts) - n + 1, 3) if n > 2 and chars else 0):
            spans = [(s, s + 4) for s in starts[i : i + n]]
            words = [clean[a:b] for a, b in spans]
            keyed = sum(bool(chars & set(w)) for w in words)
            if keyed >= 0.75 * n and all(edges.IDEOGRAPHS.fullmatch(w) for w in words):
                windows.append((-keyed, i, tuple(spans)))
        for _, i, best in sorted(windows)[:1]:
            yield Candidate(best, "openers", "even", "", i)


def _phrase(around: Around, start: int, stop: int, keys: list[str]) -> Span | None:
    """A clause of up to ten characters that bears a key, or its first four to six characters up to the key."""
    m = _ORDINAL.match(around.clean, start, stop)
    start = m.end() if m else start
    words = around.clean[start:stop]
    chars = {c for k in keys for c in k}
    if len(words) <= 10 and chars & set(words):
        return start, stop
    at = next((i for i in (3, 1, 5) if i < len(words) and words[i] in chars), None)
    return (start, start + at + 1) if at is not None and at > 1 else None


def captions(around: Around) -> Iterator[Candidate]:
    """“三步”……把课堂搬进大棚。选聘……。把市场接到地头。实施……。: as many short sentences as announced, built alike, each with
    others behind it that go into detail."""
    text, clean = around.analysis.text, around.clean
    behind = [s for s in text.sentences if around.draft.end <= s.start < _article_end(around)]
    short = [
        i
        for i, s in enumerate(behind[:-1])
        if 5 <= s.end - s.start <= 24 and not any(c.isdigit() for c in clean[s.start : s.end])
    ]
    short = [i for i in short if i + 1 not in short]
    alike: dict[str, list[int]] = {}
    for i in short:
        alike.setdefault(clean[behind[i].start], []).append(i)
    for chosen in (short, *alike.values()):
        if len(chosen) > 2 and len(chosen) in around.wanted:
            spans = tuple(edges.bare(clean, (behind[i].start, behind[i].end)) for i in chosen)
            yield Candidate(spans, "captions", "", "", chosen[0])


def later(around: Around) -> Iterator[Candidate]:
    """A list further on in the article that has as many items as the name announces, most with the words that it counts."""
    clean, end = around.clean, _article_end(around)
    plans = [p for p in around.plans if p.total > 2]
    behind = [x for x in around.analysis.listings if around.draft.end <= x.start < end]
    for listing in behind if plans else ():
        words = [clean[a:b] for a, b in listing.items]
        if any(p.total == len(words) and p.share(words) >= 0.75 for p in plans):
            link, at = _link_at(clean, listing.start, listing.end)
            spans = split(clean, at, listing.end, "、")
            yield from _readings(around, spans, "later", link, 9)


def segments(around: Around) -> Iterator[Candidate]:
    """“两单一账”。两单是甲清单和乙清单，一账是积分账: each segment of the name with a definition of its own."""
    clean, draft = around.clean, around.draft
    groups = numerals.groups(draft.core)
    article = around.analysis.text.article_at(draft.start)
    if len(groups) < 2 or article is None or not any(g.count > 1 for g in groups):
        return
    spans: list[Span] = []
    at, reach = article.start, article.end
    for g in groups:
        m = re.compile(
            rf"“?{re.escape(g.words)}”?(?:[{HAN}]{{0,6}}[，、])?{_DEFINED.pattern}"
        ).search(clean, at, min(article.end, reach))
        if m is None:
            return
        stop = re.compile("[。；，）\n]" if g.count == 1 else "[。；）\n]").search(clean, m.end())
        end = stop.start() if stop else article.end
        end = min([end, *(i for o in groups if (i := clean.find(o.words, m.end(), end)) >= 0)])
        items = [(m.end(), end)] if g.count == 1 else _counted(clean, m.end(), end, g.count)
        if len(items) != g.count:
            return
        spans += [edges.bare(clean, s) for s in items]
        at, reach = items[-1][1], items[-1][1] + 220
    yield Candidate(tuple(spans), "segments")


def _counted(clean: str, start: int, end: int, count: int) -> list[Span]:
    """The items of a stretch where one way to split it gives as many as wanted."""
    for marks in ("、", "，", "、，；"):
        spans = split(clean, start, end, marks)
        for reading in (
            (spans, [*spans[:-1], *edges.divided(clean, edges.closed(clean, spans[-1])[0])])
            if spans
            else ()
        ):
            if len(reading) == count:
                return list(reading)
    return []
