"""Names without quotation marks that are made of a list: of what a number sums up, of items with verbs or kind words of their own, of levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg import patterns as re
from kg.lexicon.words import any_of, members
from kg.model import Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds, kinds, numerals
from kg.rules.programmes.names import Draft, written
from kg.rules.programmes.parts import edges
from kg.syntax.analysis import analyse
from kg.syntax.clauses import Listing, split
from kg.syntax.quotations import holds
from kg.text.positions import behind_last, block_start
from kg.text.words import words

PLURAL = re.compile(rf"^(?:{any_of('pattern.plural')}|该|本|其|此|这)")
"""Opens words for several things, or for what was named before."""
_SUM = re.compile(rf"(?<=[^等类])(?P<n>[二两三四五六七八九十]|\d{{1,2}})(?:大|项)(?P<kind>{any_of('kind.summed')})")
_ITEMS = re.compile(
    rf"(?P<list>[{kinds.HAN}（）]{{3,24}}(?:、[{kinds.HAN}（）]{{3,24}}?){{2,6}})(?P<de>等?的[{kinds.HAN}]{{0,8}}|等?(?:{any_of('pattern.item_of')})*)"
    rf"(?P<kind>机制|体系|模式|{kinds.SYSTEM}|工作法|流程|链条|闭环)"
)
_MARKS = "，。；：！？"
_RUN = re.compile(f"[{kinds.HAN}（）、]+")  # no list goes on behind other characters
_EACH = frozenset([kinds.SYSTEM, "公约"])
"""Kinds of which each item of a list is one of its own: 甲、乙、丙制度 are three."""
_ROW = members("kind.way", "doc.kind") | {"制"}
_LEVELS = re.compile(
    rf"(?P<n>[二两三四五六])级(?P<words>的?[{kinds.HAN}]{{2,14}}?)(?P<kind>工作机制|机制|工作体系|体系|{kinds.SYSTEM}|平台|模式)"
)
_FEW = "省市州盟县区旗乡镇街村社组户屯"
_COUNTED_NET = re.compile(
    rf"(?P<n>[二两三四五六七八])(?:位一体|[{kinds.HAN}])[{kinds.HAN}]{{0,6}}?(?P<kind>网络?|闭环|链条?|圈|环)(?![{kinds.HAN}])"
)


def by_sum(text: Text, found: Found) -> Iterator[Draft]:
    """A list and the number that sums it up: 实施甲乙、丙丁、戊己三大工程."""
    clean = text.clean
    for m in _SUM.finditer(clean):
        floor = block_start(text, m.start())
        count = numerals.value(m["n"])
        if clean[m.start("n") - 1] == "“":
            continue
        low = behind_last(clean, _MARKS, m.start("n"), floor)
        spans = edges.ending_at(analyse(text), found, low, m.start("n"), (count,))
        if len(spans) != count or max(b - a for a, b in spans) > 16:
            continue
        start = spans[0][0]
        verb = bounds.head(text, found, start, floor).verb
        if verb is None or bounds.is_known(found, start, m.end()):
            continue
        summed = written(clean, (start, m.end()), m.span(), "programme.sum_of_list", m["kind"], (m[0],))
        yield replace(summed, verb=verb, listed=tuple(spans))


@lru_cache(maxsize=4)
def _listed(text: Text, found: Found) -> tuple[Draft, ...]:
    return (*_rows(text, found), *_chains(text, found))


def by_list(text: Text, found: Found) -> Iterator[Draft]:
    """Names that are made of a list: its items are the parts of one, or each is a name beside the others."""
    yield from _listed(text, found)


def _chains(text: Text, found: Found) -> Iterator[Draft]:
    """The parts themselves, each with a verb of its own, stand before the kind word: 建立甲、乙、丙的闭环机制; of 甲、乙、丙制度
    each is a name."""
    clean = text.clean
    runs = (run for run in _RUN.finditer(clean) if run[0].count("、") > 1)
    for m in (m for run in runs for m in _ITEMS.finditer(clean, *run.span())):
        floor = block_start(text, m.start())
        at = bounds.head(text, found, clean.index("、", m.start()), floor, 3)
        start, end = max(at.start, m.start()), m.end("list")
        spans = split(clean, start, end, "、")
        # 责任清晰、执行有力、上下贯通的 praises; without 的 the items are a list where they are equally long
        even = len({b - a for a, b in spans}) == 1
        fits = even != m["de"].startswith("的") or "等" in m["de"]
        broken = any(b - a < 3 or _broken(clean, a, b) for a, b in spans)
        if at.verb is None or broken or bounds.is_known(found, start, m.end()):
            continue
        if not fits and not all(_acts(clean, a, b) for a, b in spans):
            continue
        if m["kind"] in _EACH and not m["de"]:
            for a, b in spans:
                yield _item(clean, a, b, m["kind"], at.verb)
            continue
        chain = written(clean, (start, m.end()), (start, end), "programme.list", m["kind"], (clean[start:end],))
        yield replace(chain, verb=at.verb, listed=tuple(spans))


def _acts(clean: str, start: int, end: int) -> bool:
    """Whether an item tells who does what: a noun and a verb (街道吹哨), no praise (责任清晰)."""
    flags = [w.flag[:1] for w in words(clean, start, end)]
    return len(flags) > 1 and flags[0] == "n" and flags[-1] in "vn" and "a" not in flags


def _broken(clean: str, start: int, end: int) -> bool:
    """Whether words that no name holds begin in a stretch, and not inside one of its words (项目前期)."""
    if clean.find("的", start, end) >= 0:
        return True
    broken = list(kinds.BREAKS.finditer(clean, start, end))
    return bool(broken) and not edges.word_starts(clean, start, end).isdisjoint(m.start() for m in broken)


def _item(clean: str, start: int, end: int, kind: str, verb: str) -> Draft:
    """An item of a list as a name: its words ``start:end`` and the kind word, which it may only share."""
    whole = (start, end + len(kind) * clean.startswith(kind, end))
    item = written(clean, whole, (start, end), "programme.list", kind)
    return replace(item, name=item.core + kind, verb=verb, alone=False)


def _rows(text: Text, found: Found) -> Iterator[Draft]:
    """A list of names that each bear a kind word of their own, or share one that comes in several: 实行甲述职制、乙包抓制和丙退出机制,
    落实甲夜访、乙周清和丙月结制度."""
    clean, analysis = text.clean, analyse(text)
    for clause in analysis.clauses:
        end = clause.end - clean.endswith("等", clause.start, clause.end)
        if not bounds.own_kind(clean[max(clause.start, end - 12) : end]):
            continue
        (start, stop), *rest = Listing(split(clean, clause.start, end, "、")).halved(clean).items
        own = [bounds.own_kind(clean[a:b]) or "" for a, b in ((start, stop), *rest)]
        shared = own[-1] in _EACH and not any(own[:-1])
        if not rest or not (shared or _ROW.issuperset(own)):
            continue
        opened = bounds.head(text, found, stop - len(own[0]), clause.start)
        row = [(max(opened.start, start), stop - len(own[0]))]
        row += [(a, b - len(k)) for (a, b), k in zip(rest, own[1:], strict=True)]
        if clean.find("等", *row[-1]) >= 0:
            row.pop()  # 甲制、乙等机制: the last kind word is that of all
            own.pop()
        if shared:
            own = own[-1:] * len(own)
        if shared and len({b - a for a, b in row}) > 1:
            continue
        if opened.verb is not None and all(_stands_alone(text, found, *span) for span in row):
            yield from (_item(clean, *span, k, opened.verb) for span, k in zip(row, own, strict=True))


def _stands_alone(text: Text, found: Found, start: int, end: int) -> bool:
    """Whether the words of an item are a name beside others: distinctive, no clause, no place, not known otherwise."""
    own = text.clean[start:end]
    verb = analyse(text).tokens.starting(start, "verb.set")
    plain = bounds.is_name(own) and not _broken(text.clean, start, end) and bounds.distinctive(own) >= 2
    return plain and verb is None and not PLURAL.match(own) and not bounds.is_known(found, start, end)


def by_level(text: Text, found: Found) -> Iterator[Draft]:
    """Levels that work together: 县、乡、村三级会商机制, 省市县三级某某体系, 三级某某体系. The levels are its parts."""
    clean = text.clean
    inside = [(q.start, q.end) for q in analyse(text).quotations]
    for m in _LEVELS.finditer(clean):
        floor = block_start(text, m.start())
        spans = _levels(text, found, m, floor)
        start = spans[0][0] if spans else m.start()
        head = bounds.head(text, found, start, floor)
        broken = kinds.BREAKS.search(m["words"]) or bounds.distinctive(m["words"].lstrip("的")) < 2
        if head.verb is None or head.start < start or broken or holds(inside, m.start()):
            continue
        if not bounds.is_known(found, start, m.end()):
            whole, aliases = (start, m.end()), (m[0], m["words"].lstrip("的") + m["kind"])
            levels = written(clean, whole, m.span("words"), "programme.levels", m["kind"], aliases)
            yield replace(levels, verb=head.verb, listed=tuple(spans))


def _levels(text: Text, found: Found, m: re.Match[str], floor: int) -> Sequence[tuple[int, int]]:
    """The levels that stand before their number: 县、乡、村 or 县乡村."""
    clean, at, count = text.clean, m.start(), numerals.value(m["n"])
    if all(c in _FEW for c in clean[at - count : at]) and at - count >= floor:
        return [(i, i + 1) for i in range(at - count, at)]
    low = behind_last(clean, _MARKS, at, floor)
    spans = edges.ending_at(analyse(text), found, low, at, (count,))
    short = len(spans) == count and max(b - a for a, b in spans) <= 6
    return spans if short else ()


def by_net(text: Text, found: Found) -> Iterator[Draft]:
    """A quoted list and the number of its items before a noun: 织密“甲联、乙联、丙联”三维联动网."""
    clean = text.clean
    for q in analyse(text).quotations:
        m = _COUNTED_NET.match(clean, q.end)
        if m is None or not q.outer or bounds.is_known(found, q.start, m.end()):
            continue
        spans = split(clean, q.start + 1, q.end - 1, "、")
        if len(spans) == numerals.value(m["n"]):
            net = written(clean, (q.start, m.end()), m.span(), "programme.net", m["kind"])
            yield replace(net, name=net.core, aliases=(net.name,), listed=tuple(spans))
