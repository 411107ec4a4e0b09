"""The rows of a text as they stand to a name: where, what joins them to it, how their items are cut.

Nothing is decided here: :mod:`kg.rules.programmes.parts.choice` weighs the candidates against each other.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from kg import patterns as re
from kg.choose.lists import IN_TURN, OF_WHICH, SEVERALLY
from kg.lexicon.words import any_of
from kg.model import Block, BlockKind
from kg.rules.programmes import numerals
from kg.rules.programmes.kinds import HAN
from kg.rules.programmes.parts import edges, rows
from kg.rules.programmes.parts.around import Around, Candidate
from kg.rules.programmes.parts.defined import defined
from kg.rules.programmes.parts.edges import AS, SEVERAL
from kg.rules.programmes.parts.rows import Stretch
from kg.syntax.clauses import CLEFT, LISTED, Span, split
from kg.text.words import words

REACH, FAR = 320, 2600
"""How many characters behind a name its parts may begin in running text, and where they bear ranks."""
NEAR = 6
"""How many clauses behind a name its parts may begin."""

_EMPHASIS = f"(?:{any_of('pattern.emphasis')})?"
_LINKS = tuple(
    (name, re.compile(f"(?:{words})了?[：，]?"))
    for name, words in (
        (
            "is",
            rf"即|{any_of('pattern.means')}|{SEVERALLY}(?:是|为|指)?|{IN_TURN}(?:是|为)?|具体(?:是|为)|内容[为是]|是|为|指",
        ),
        ("holds", rf"(?:{OF_WHICH})?(?:{_EMPHASIS}|具体|共)(?:{any_of('pattern.contains')}|设|有|由|集|融合?)"),
        (
            "by",
            rf"{_EMPHASIS}(?:{any_of('pattern.according')}|凭[着借]?|{any_of('pattern.by_means')}|以|用|从|把|将|靠|走(?![访进])|抓好?)",
        ),
        ("reach", rf"(?:{any_of('pattern.reach_adverb')})?(?:{any_of('pattern.brings')})"),
        ("run", rf"{_EMPHASIS}(?:实行|推行|落实|开展|构建|建立|强化|完善)"),
    )
)
_POINTS = re.compile(f"(?:{any_of('pattern.points')})?“?")
_GOES_ON = re.compile("[呢的]?[：，]?")
_JOINED = re.compile(
    rf"(?:{any_of('pattern.and_such')}|等|这|的|{AS}的?|共?{SEVERAL}[{HAN}]{{1,5}}|组成的?|构成的?|结合的?)*[“]?$"
)
_TAKEN_UP = re.compile("[这此其它]|之为?|[叫称唤]")
_GRADES = re.compile(rf"([二两三四五六])级[{HAN}]{{2,14}}?(?:{any_of('pattern.of_system')})")
_BODIES = re.compile(
    f"等?{SEVERAL}[个家名类][{HAN}]{{0,6}}?(?:{any_of('figure.holder', 'body.party', 'pattern.addend_party')})"
)
_SAID = ("v", "d", "t", "p", "c", "x")
_MEANS = re.compile(f"{AS}$")
_STAGE = re.compile(rf"第[{HAN}]{{2,3}}“([^”]+)”")


def candidates(around: Around) -> list[Candidate]:
    """All candidate lists of a name, each once, the nearest places first."""
    found: dict[tuple[Span, ...], Candidate] = {}
    for candidate in chain(*(read(around) for read in _READERS)):
        tidy = _tidied(around, candidate)
        items = [around.clean[a:b] for a, b in tidy.spans]
        stated = any(CLEFT in item for item in items)  # 接听的是民意
        cut = any(item.count("“") != item.count("”") for item in items)
        ok = not stated and not cut and (len(tidy.spans) > 1 or tidy.place == "segments")
        if ok and edges.plausible(tidy.spans) and not _beside(around, tidy):
            found.setdefault(tidy.spans, tidy)
    return list(found.values())


def _tidied(around: Around, candidate: Candidate) -> Candidate:
    """The items without their ranks, the brackets that close them, and what numbers a quotation (第一阶段“…”)."""
    clean = around.clean
    spans = tuple((rows.behind_ordinal(clean, a, b), b) for a, b in candidate.spans)
    stages = [_STAGE.fullmatch(clean, *span) for span in spans]
    if len(inner := [m.span(1) for m in stages if m]) == len(spans):
        return candidate._replace(spans=tuple(inner))
    if 2 * sum([clean[b - 1] in "）)" for _, b in spans]) >= len(spans):
        spans = tuple((a, around.analysis.unbracketed(a, b)) for a, b in spans)
    return candidate._replace(spans=spans)


def _beside(around: Around, candidate: Candidate) -> bool:
    """Whether the name is one more item of the list: 甲制度、乙制度、丙制度 are neighbours of each other."""
    draft, clean = around.draft, around.clean
    first, *_, last = candidate.spans
    if _MEANS.search(clean, *first) and not _MEANS.search(clean, *last):
        return True  # 以甲为抓手，带动乙: the means stands before the list
    low, high = sorted((draft.end, candidate.start, candidate.end, draft.start))[1:3]
    levels = _GRADES.match(clean, candidate.end)
    if levels and low == draft.end and numerals.value(levels[1]) == len(candidate.spans):
        return True  # 健全县、乡、村三级某某机制: the levels of another name
    counted = [_BODIES.match(clean, candidate.end), *(_BODIES.search(clean, *span) for span in candidate.spans)]
    if low == draft.end and any(m is not None and _ends_noun(clean, m.end()) for m in counted):
        return True  # 整合甲、乙、丙三个村: whom it brings together
    if clean[low:high] in ("”“", "“", "”") and numerals.groups(draft.core):
        words = [clean[a:b] for a, b in candidate.spans]
        if all(map(numerals.groups, words)) and candidate.link == "touch":
            return True  # “三学”“三讲”|“三比”
    if low == draft.end and clean.startswith(("”的“", "”“"), candidate.end):
        return True  # “甲、乙、丙”的“丁”: what the next name consists of
    return candidate.place in ("before", "after") and clean[low:high].strip("“”") in LISTED


def _core_first(around: Around, first: Span) -> bool:
    """Whether a means is the one that the name counts first: “一核三圈”, 以甲为核心."""
    groups = numerals.groups(around.draft.core)
    return len(groups) > 1 and groups[0].count == 1 and groups[0].words[-1] in around.clean[slice(*first)]


def _ends_noun(clean: str, end: int) -> bool:
    """Whether what was counted ends here: 三个村|抱团, but not 三个企业|服务平台."""
    following = next((w for w in words(clean, end, min(end + 6, len(clean))) if w.start == end), None)
    return following is None or following.flag[:1] in _SAID


def readings(around: Around, spans: Sequence[Span], place: str, link: str, gap: int) -> Iterator[Candidate]:
    """The ways to read raw ranges as items: the last without what closes it, divided at 和 or not; the first as it stands
    or cut."""
    clean = around.clean
    last, close = edges.closed(clean, tuple(spans))
    tails = [(last,), tuple(edges.divided(clean, last))]
    if len(spans) + 1 in around.wanted and len(apart := edges.divided(clean, spans[-1])) > 1:
        tails.append((apart[0], edges.closed(clean, (*spans[:-1], *apart))[0]))
    for tail in dict.fromkeys(tails):
        items = (*spans[:-1], *tail)
        head, printed = items[0], [edges.bare(clean, s) for s in items[1:]]
        rest = [edges.even_in_clause(around.analysis, one, two, items) for one, two in pairwise(printed)] + printed[-1:]
        if all(a < b for a, b in rest):
            for first in edges.firsts(around.analysis, around.found, head, printed):
                a, b = edges.bare(clean, first)
                if a < b:
                    yield Candidate(((a, b), *rest), place, link, close, gap)


def _bare(around: Around, found: Sequence[Span], place: str, link: str, gap: int = 0) -> Candidate:
    return Candidate(tuple(edges.bare(around.clean, s) for s in found), place, link, "", gap)


def _bracket(around: Around) -> Iterator[Candidate]:
    """“四链富民”机制（支部建在产业链、……）: a bracket right behind the name."""
    clean, draft = around.clean, around.draft
    for at in sorted({draft.end, draft.core_end}):
        pair = around.analysis.pair_at(at)
        if pair is not None and pair.mark in "（(":
            start, end = pair.inner
            link, behind = link_at(clean, start, end)
            for first in dict.fromkeys((start, behind)):
                for row in rows.divided(clean, first, end):
                    yield from readings(around, row, "bracket", link if first != start else "", 0)
            for row in rows.quoted(around.analysis, start, end):
                yield _bare(around, row, "bracket", "")


def _before(around: Around) -> Iterator[Candidate]:
    """甲、乙、丙“三张清单”; 以甲、乙、丙为主要内容的“…”; 从甲、乙、丙三处着手，探索出“…”."""
    clean, draft, analysis = around.clean, around.draft, around.analysis
    sentence = analysis.text.sentence_at(draft.start)
    floor = sentence.start if sentence else draft.start
    near = [Stretch(c.start, min(c.end, draft.start), "，") for c in analysis.clauses_in(floor, draft.start)]
    if near and (joined := _JOINED.search(clean, near[-1].start, near[-1].end)):
        near[-1] = near[-1]._replace(end=joined.start())
    for gap, (start, end, _) in enumerate(reversed(near[-5:])):
        link = "clause" if gap else "touch" if end == draft.start else "such"
        row = split(clean, start, end, "、")
        if len(row) > 1 or (row and gap == 0 and 2 in around.wanted):
            yield from readings(around, row, "before", link, gap)
        speech = (q.start for q in analysis.quotations_in(floor, start) if end - 1 <= q.end <= draft.start)
        for row in rows.quoted(analysis, min([start, *speech]), end):
            yield _bare(around, row, "before", link, gap)
    near = [c for c in near if c.start < c.end]
    for back in (0, 1):
        for row in rows.over(clean, near[: len(near) - back], around.wanted, back=True):
            yield from readings(around, row, "before", "clauses", back)


def _taken_up(around: Around) -> Iterator[Candidate]:
    """甲、乙、丙，三步走完。乡亲们把这套办法叫作“三步…”: as many items as announced in the sentence before, which is taken up."""
    clean, draft, analysis, text = around.clean, around.draft, around.analysis, around.analysis.text
    own, here = text.sentence_at(draft.start), analysis.clause_at(draft.start)
    earlier = text.sentence_at(own.start - 2) if own and own.start else None
    if own is None or here is None or earlier is None or earlier.block != own.block or not around.wanted:
        return
    if _TAKEN_UP.search(clean, here.start, draft.start):
        clauses = [(c.start, min(c.end, earlier.end)) for c in analysis.clauses_in(earlier.start, earlier.end)]
        for row in (*(split(clean, *c, "、") for c in clauses), clauses):
            if len(row) in around.wanted:
                yield from readings(around, row, "before", "touch", 0)


def _after(around: Around) -> Iterator[Candidate]:
    """What the clauses behind the name list, in its paragraph or, where it ends that, in the next; further on a list of as
    many items as announced that bear what the name counts."""
    clean, behind = around.clean, _stretch(around, around.draft.end)
    if len(steps := rows.steps(clean, behind)) > 2:
        yield _bare(around, steps, "series", "step", sum([c.end < steps[0][0] for c in behind]))
    for gap, (start, end, mark) in enumerate(behind):
        if gap >= NEAR and not edges.announced(clean, start):
            continue
        begin = _again(around, start, end) if gap or start > around.draft.end else start
        link, first = link_at(clean, begin, end)
        if (means := _MEANS.search(clean, first, end)) and _core_first(around, (first, end)):
            end = means.start()  # 以甲|为核心: the first of “一核三圈”
        link = link or ("colon" if mark in ("：", "——") else "again" if begin > start else "")
        for row in rows.divided(clean, first, end, ("、→", "—→")):
            yield from readings(around, row, "after", link, gap)
        for row in rows.quoted(around.analysis, first, end):
            yield _bare(around, row, "after", link, gap)
        for row in rows.over(clean, [Stretch(first, end, ""), *behind[gap + 1 :]], around.wanted, back=False):
            yield from readings(around, row, "after", link, gap)
    for listing in around.analysis.listings_in(around.draft.end, around.stop) if around.plans else ():
        words = [clean[a:b] for a, b in listing.items]
        if any(p.total == len(words) > 2 and p.share(words) >= 0.75 for p in around.plans):
            link, first = link_at(clean, listing.start, listing.end)
            yield from readings(around, split(clean, first, listing.end, "、"), "later", link, NEAR)


def _stretch(around: Around, at: int) -> list[Stretch]:
    """The clauses behind a position, to the end of its paragraph or, where that is near, of the next."""
    analysis, text = around.analysis, around.analysis.text
    block = text.block_at(at - 1)
    if block is None:
        return []
    end = block.end
    if end - at < 12:
        following = text.block_at(min(end + 1, len(text.clean) - 1))
        end = following.end if following is not None and following.article == block.article else end
    end = min(end, at + REACH)
    first = max(analysis.clause_index(at), 0)
    found: list[Stretch] = []
    mark = ""
    for i in range(first, len(analysis.clauses)):
        clause = analysis.clauses[i]
        if clause.start >= end:
            break
        if min(clause.end, end) > max(clause.start, at):
            found.append(Stretch(max(clause.start, at), min(clause.end, end), mark))
        mark = clause.mark if clause.end >= at else mark
    return found


def link_at(clean: str, start: int, end: int) -> tuple[str, int]:
    """The class of the words that join a list to what precedes it, and where they end."""
    for name, pattern in _LINKS:
        m = pattern.match(clean, start, end)
        if m is not None and m.end() < end:
            each = any(clean.find(mark + m[0], start, end) >= 0 for mark in "、；")  # 以甲、以乙、以丙
            return name, start if each else m.end()
    return "", start


def _again(around: Around, start: int, end: int) -> int:
    """Where words that take the name up again end: 五星即, “一网”就是, 该模式, 其."""
    clean, draft = around.clean, around.draft
    kind = draft.kind or ""
    for at in (_past(_POINTS, clean, start, end), start):
        for name in filter(None, (draft.core, kind, draft.core[:2], "其", "它")):
            counts_item = name == draft.core[:2] and numerals.rising(numerals.groups(draft.core))  # 一听|民声，二议难点
            if clean.startswith(name, at, end) and not counts_item:
                behind = at + len(name) + clean.startswith("”", at + len(name), end)
                behind += len(kind) if clean.startswith(kind, behind, end) else 0
                behind = _past(_GOES_ON, clean, behind, end)
                return behind if behind < end else start
    return start


def _past(pattern: re.Pattern[str], clean: str, start: int, end: int) -> int:
    m = pattern.match(clean, start, end)
    return m.end() if m else start


def _ranked(around: Around) -> Iterator[Candidate]:
    """一是……。二是……。; 第一步叫…，第二步叫…; 制度一是…，制度二是…: the items in or behind the sentence of the name that bear
    their rank."""
    draft, text = around.draft, around.analysis.text
    sentence = text.sentence_at(draft.start)
    start = sentence.start if sentence else draft.end
    end = min(around.stop, draft.end + FAR)
    runs = rows.ranked(text)
    first, last = (bisect_left(runs, at, key=lambda run: run[0][0]) for at in (start, end))
    for run in runs[first:last]:
        inside = [s for s in run if s[0] < end]
        if len(inside) > 1:
            yield _bare(around, inside, "series", "item", len(text.sentences_in(draft.end, run[0][0])))


def _titled(around: Around) -> Iterator[Candidate]:
    """五项举措 → the titles below it; a section that opens with the programme → its run-in headings."""
    text, draft = around.analysis.text, around.draft
    own = text.block_at(draft.start)
    if own is None:
        return
    for end in dict.fromkeys((text.sections[own.section].end, around.stop)):
        for level in rows.titles(text, draft.end, end):
            bodies = [b for b in text.blocks_in(level[0].start, end) if b.kind is BlockKind.BODY]
            every = " every" if len(level) >= 0.8 * len(bodies) else ""
            link = "heading" if level[0].level < rows.LEAD else f"lead{every}"
            between = len(text.blocks_in(own.start + 1, level[0].start))
            found = _bare(around, [(s.head_start or 0, s.head_end or 0) for s in level], "heads", link, between)
            yield found._replace(close=_standing(around, own))


def _standing(around: Around, own: Block) -> str:
    """Where the name stands: in a title or heading, first in its section, first in its article, or amid."""
    text = around.analysis.text
    if own.kind is not BlockKind.BODY:
        return own.kind.value
    if own.lead is not None and around.draft.start < own.lead:
        return "run-in"
    i = text.block_index(own)
    earlier = text.blocks[i - 1] if i else None
    if earlier is None or earlier.article != own.article or earlier.kind not in (BlockKind.BODY, BlockKind.HEADING):
        return "opens the article"
    return "opens the section" if earlier.kind is BlockKind.HEADING else "amid"


def _opened(around: Around) -> Iterator[Candidate]:
    """“三步”……。甲，怎样做。乙，怎样做。丙，怎样做。: what opens as many sentences, parts of one or paragraphs as announced, or all
    parts of a sentence: their first clauses, the one quotation in each of these, or so many characters as bear what the name counts."""
    draft, clean = around.draft, around.clean
    end = min(around.stop, draft.end + 1800)
    behind = rows.inside(rows.units(around.analysis.text), draft.end, end)
    series: list[Sequence[rows.Unit]] = [behind, [u for u in behind if u.opens]]
    for clause in _stretch(around, draft.end)[:4]:
        link, at = link_at(clean, _again(around, clause.start, clause.end), clause.end)
        if link or clause.mark in ("：", "——"):
            near = rows.Unit(at, clause.end, False, clause.start)
            series.append([near, *(u for u in behind if u.start > clause.end)])
            sentence = around.analysis.text.sentence_at(at)
            whole = [u for u in series[-1] if sentence is not None and u.start < sentence.end]
            starts = [u.start for u in whole]
            pairs = [
                *zip(starts, (at - 1 for at in starts[1:]), strict=False),
                *((u.start, u.stop) for u in whole[-1:]),
            ]
            counts = [g.count for g in numerals.groups(draft.core)]  # “三联三促”: 联甲，促乙；联丙，促丁；…
            if counts == [len(whole)] * 2 and _are_pairs(clean, pairs):
                yield _bare(around, pairs, "after", link or "colon")
            if len(whole) > 2 and len(whole) not in around.wanted:
                yield from _openers(around, whole, set(), 0)
    short = rows.inside(rows.captions(around.analysis.text), draft.end, end)
    for n in dict.fromkeys((*around.wanted, *(p.total for p in around.plans))):
        chars = {c for p in around.plans if p.total == n for k in p.keys for c in k}
        for units in series:
            for i in range(min(len(units) - n + 1, 3)):
                yield from _openers(around, units[i : i + n], chars, i)
        keyed = [u for u in behind if u.end == u.stop <= u.start + 10 and chars & set(clean[u.start : u.end])]
        alike = [[u for u in short if clean[u.start] == first] for first in {clean[u.start]: 0 for u in short}]
        for units in (keyed, short, *alike):
            if len(units) == n and (n > 2 or units is keyed):
                yield Candidate(tuple((u.start, u.end) for u in units), "openers", "caption")


def _are_pairs(clean: str, spans: Sequence[Span]) -> bool:
    """Whether each of some ranges is two clauses, the second ones equally long: 甲甲，乙乙；丙丙丙，丁丁."""
    halves = [split(clean, a, b, "，") for a, b in spans]
    return len(halves) > 2 and all(len(h) == 2 for h in halves) and len({b - a for _, (a, b) in halves}) == 1


def _openers(around: Around, units: Sequence[rows.Unit], chars: set[str], gap: int) -> Iterator[Candidate]:
    """What opens each of some units."""
    clean, n = around.clean, len(units)
    inside = [[q for q in around.analysis.quotations_in(u.start, u.end) if q.outer] for u in units]
    if all(len(found) == 1 for found in inside):
        yield Candidate(tuple((q.start + 1, q.end - 1) for (q,) in inside), "openers", "quoted", "", gap)
    if all(u.end != u.stop for u in units) and n > 2:
        yield _bare(around, [(u.start, u.end) for u in units], "openers", "clause", gap)
    size = 4
    while size < 8 and len(ends := {clean[u.start + size : u.start + size + 1] for u in units}) == 1 and ends <= chars:
        size += 1  # 政策进农|家
    even = [(u.start, u.start + size) for u in units]
    keyed = sum(bool(chars & set(clean[a:b])) for a, b in even)
    if keyed >= 0.75 * n > 1.5 and all(b <= u.end for (_, b), u in zip(even, units, strict=True)):
        yield Candidate(tuple(even), "openers", "even", "", gap)


_READERS = (_ranked, _bracket, _before, _taken_up, _after, _titled, _opened, defined)
