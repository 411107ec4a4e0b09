"""Parts that stand apart from each other: numbered, as headings and titled paragraphs, as openers of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import Block, BlockKind, Text
from kg.rules.numbers.numerals import CARDINALS
from kg.rules.programmes.components import edges
from kg.rules.programmes.components.around import FAR, Around, Candidate, article_end, clauses_from
from kg.rules.programmes.components.edges import HAN
from kg.rules.programmes.names import Draft
from kg.syntax.clauses import Span
from kg.text.positions import blocks_from

# What bears the first rank and the second, and how the items of such a series read.
_SERIES = (
    (
        ("一是", "一要"),
        ("二是", "二要"),
        re.compile(r"(?:^|(?<=[。；：，\n”]))([一二三四五六七八九十])[是要](?:要|以)?(?P<item>[^，。；：\n]{2,40})"),
    ),
    (
        ("第一",),
        ("第二",),
        re.compile(
            rf"(?:^|(?<=[。；：，\n]))第([一二三四五六七八九十])(?:[步个项招条张关环道类]|{any_of('pattern.counts_parts')})?(?:叫作|叫做|叫|是|为|[，、：])(?P<item>[^，。；：\n]{{2,40}})"
        ),
    ),
    (
        ("（一", "(一", "（1", "(1"),
        ("（二", "(二", "（2", "(2"),
        re.compile(r"(?:^|(?<=[。；：，\n]))[（(]([一二三四五六七八九十\d])[）)](?P<item>[^，。；：\n]{2,40})"),
    ),
    (
        ("1.", "1．", "1、"),
        ("2.", "2．", "2、"),
        re.compile(r"(?:^|(?<=[。；：\n]))(\d)[.．、](?P<item>[^，。；：\n]{2,40})"),
    ),
    (("①",), ("②",), re.compile(r"(?:^|(?<=[。；：，\n]))([①②③④⑤⑥⑦⑧⑨⑩])(?P<item>[^，。；：\n①-⑩]{2,40})")),
    (
        ("一",),
        ("二",),
        re.compile(
            rf"(?:^|(?<=[。；：，、\n按照行持即到守循的是]))(?P<whole>([一二三四五六七八九十])(?P<item>(?![是要])[{HAN}]{{1,12}}))(?=[，、；。的]|$)"
        ),
    ),
)


_WHOLE = _SERIES[-1][-1]
"""一网、二支、三员: the series whose items hold their rank."""
_RANK = {c: i + 1 for digits in (CARDINALS, [str(n) for n in range(1, 10)], "①②③④⑤⑥⑦⑧⑨⑩") for i, c in enumerate(digits)}


_ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、是．.，]|[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、]|[①-⑳]|——|●|■|◆|★)+"
)


_RANKED = re.compile(r"第?[一二三四五六七八九十]{1,2}[是要、，]|[（(①-⑳]")
"""What opens a sentence that bears its rank: such sentences are a series."""

_COUNTED_OFF = re.compile(
    rf"(?P<noun>[{HAN}]{{2,4}})([一二三四五六七八九十])(?:是|为|叫)(?P<item>[^，。；：\n]{{2,20}})"
)


def series(around: Around) -> Iterator[Candidate]:
    """一是……。二是……。; 第一步叫…，第二步叫…: items that bear their rank, behind the name or around it."""
    draft = around.draft
    sentence = around.analysis.text.sentence_at(draft.start)
    if sentence is not None:
        told = list(_COUNTED_OFF.finditer(around.clean, sentence.start, draft.start))
        run = _rising([m for m in told if m["noun"][-2:] == told[0]["noun"][-2:]])
        if len(run) > 1:  # 制度一是……，制度二是……，合称“……”两项制度
            spans = tuple(edges.bare(around.clean, m.span("item")) for m in run)
            yield Candidate(spans, "series", "item", "", 0)
    end = min(article_end(around), draft.end + FAR)
    for first, second, pattern in _SERIES:
        whole = pattern is _WHOLE
        floor = sentence.start if sentence and whole else draft.end
        if not all(any(around.clean.find(w, floor, end) >= 0 for w in x) for x in (first, second)):
            continue
        run = _rising(
            [m for m in pattern.finditer(around.clean, floor, end) if not draft.start <= m.start() < draft.end]
        )
        if len(run) < 2:
            continue
        gap = len(list(around.analysis.clauses_in(draft.end, run[0].start())))
        group = "whole" if whole else "item"
        spans = tuple(edges.bare(around.clean, m.span(group)) for m in run)
        yield Candidate(spans, "series", group, "", gap)


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
    return edges.bare(around.clean, (_behind_ordinal(around.clean, start, end), end))


def heads(around: Around) -> Iterator[Candidate]:
    """五项举措 → the titles below it; a section that opens with the programme → its run-in headings."""
    text, draft = around.analysis.text, around.draft
    own = text.block_at(draft.start)
    if own is None:
        return
    behind = blocks_from(text, text.block_index(own) + 1)
    near = takewhile(lambda b: b.start < draft.end + 4 * FAR, behind)
    below = [b for b in near if b.article == own.article]
    for section in _sections(own, below):
        levels = sorted({b.level for b in section if b.kind is BlockKind.HEADING})
        groups = [[b for b in section if b.kind is BlockKind.HEADING and b.level == n] for n in levels]
        groups.append([b for b in section if b.kind is BlockKind.BODY and b.lead is not None])
        for group in groups:
            spans = tuple(s for b in group if (s := _title(around, b))[1] > s[0])
            if 1 < len(spans) <= 12:
                link = "heading" if group[0].kind is BlockKind.HEADING else "lead"
                running = sum(b.kind is BlockKind.BODY for b in section)
                link += " every" if link == "lead" and len(group) >= 0.8 * running else ""
                yield Candidate(spans, "heads", link, _standing(text, own, draft), below.index(group[0]))
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
    heads = (i for i, b in enumerate(below) if b.kind is BlockKind.HEADING)
    within = own.kind is BlockKind.HEADING
    stop = next((i for i in heads if not within or below[i].level <= own.level), len(below))
    yield below[:stop]
    if stop < len(below) and own.kind in (BlockKind.TITLE, BlockKind.BODY, BlockKind.BYLINE):
        yield below


def openers(around: Around) -> Iterator[Candidate]:
    """“四亮”：亮甲，……。亮乙，……。: a short phrase with what the name counts opens each sentence or half of one."""
    end = min(article_end(around), around.draft.end + 1800)
    for plan in around.plans:
        keys = list(dict.fromkeys(plan.keys))
        if not keys[0] or len(keys) > 2:
            continue
        found: list[Span] = []
        for start, stop, mark in clauses_from(around.analysis, around.draft.end, end):
            before = around.clean[start - 1 : start]
            if (
                start >= around.draft.end
                and before in "。；：！？\n”"
                and (plan.total > 2 or mark == "。")
                and (s := _phrase(around, start, stop, keys))
            ):
                found.append(s)
        even = len({b - a for a, b in found}) == 1
        if len(found) >= plan.total and (plan.total > 2 or (len(found) == 2 and even)):
            yield Candidate(tuple(found[: plan.total]), "openers", "", "", len(found) - plan.total)
    yield from _firsts(around, end)


def _firsts(around: Around, end: int) -> Iterator[Candidate]:
    """“三步”……。甲，怎样做。乙，怎样做。丙，怎样做。: what opens as many sentences, or paragraphs, as announced: their first
    clauses, the one quotation in each of these, or four characters most of which bear a word of the name (组织共治建起……)."""
    analysis, clean, text = around.analysis, around.clean, around.analysis.text
    starts = [s.start for s in text.sentences_in(around.draft.end, end)]
    opening = {b.start for b in text.blocks_in(around.draft.end, end)}
    for units in (starts, [s for s in starts if s in opening]):
        for n in dict.fromkeys((*around.wanted, *(p.total for p in around.plans))):
            chars = {c for p in around.plans if p.total == n for k in p.keys for c in k}
            even: list[tuple[int, int, tuple[Span, ...]]] = []
            for i in range(min(len(units) - n + 1, 3) if n > 2 else 0):
                clauses = [next(analysis.clauses_in(s, end), None) for s in units[i : i + n]]
                firsts = [(_behind_ordinal(clean, c.start, c.end), c) for c in clauses if c is not None]
                inside = [[q for q in analysis.quotations_in(a, c.end) if q.outer] for a, c in firsts]
                if len(inside) == n and all(len(found) == 1 for found in inside):
                    quoted = tuple((q.start + 1, q.end - 1) for found in inside for q in found)
                    yield Candidate(quoted, "openers", "quoted", "", i)
                four = [(a, a + 4) for a, _ in firsts]
                keyed = sum(bool(chars & set(clean[a:b])) for a, b in four)
                if (
                    len(four) == n
                    and keyed >= 0.75 * n
                    and all(b <= end and edges.IDEOGRAPHS.fullmatch(clean, a, b) for a, b in four)
                ):
                    while (c := {clean[b : b + 1] for _, b in four}) and len(c) == 1 and c <= chars:
                        four = [(a, b + 1) for a, b in four]
                    even.append((-keyed, i, tuple(four)))
            for _, i, best in sorted(even)[:1]:
                yield Candidate(best, "openers", "even", "", i)


def _behind_ordinal(clean: str, start: int, end: int) -> int:
    m = _ORDINAL.match(clean, start, end)
    return m.end() if m else start


def _phrase(around: Around, start: int, stop: int, keys: list[str]) -> Span | None:
    """A clause of up to ten characters that bears a key, or its first four to six characters up to the key."""
    start = _behind_ordinal(around.clean, start, stop)
    words = around.clean[start:stop]
    chars = {c for k in keys for c in k}
    if len(words) <= 10 and chars & set(words):
        return start, stop
    at = next((i for i in (3, 1, 5) if i < len(words) and words[i] in chars), None)
    while at is not None and at + 1 < len(words) and words[at + 1] in keys[0][1:]:
        at += 1  # 政策进农|家
    return (start, start + at + 1) if at is not None and at > 1 else None


def captions(around: Around) -> Iterator[Candidate]:
    """“三步”……把课堂搬进大棚。选聘……。把市场接到地头。实施……。: as many short sentences as announced, built alike, each with
    others behind it that go into detail."""
    text, clean = around.analysis.text, around.clean
    behind = text.sentences_in(around.draft.end, article_end(around))
    short = [
        i
        for i, s in enumerate(behind[:-1])
        if 5 <= s.end - s.start <= 24
        and not any(c.isdigit() for c in clean[s.start : s.end])
        and not _RANKED.match(clean, s.start)
    ]
    short = [i for i in short if i + 1 not in short]
    alike: dict[str, list[int]] = {}
    for i in short:
        alike.setdefault(clean[behind[i].start], []).append(i)
    for chosen in (short, *alike.values()):
        if len(chosen) > 2 and len(chosen) in around.wanted:
            spans = tuple(edges.bare(clean, (behind[i].start, behind[i].end)) for i in chosen)
            yield Candidate(spans, "captions", "", "", chosen[0])
