"""Quoted names: which quotations name a programme, and how far the name reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import FormulaMention, FormulationMention, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.programmes import bounds, kinds, numerals
from kg.rules.programmes.bounds import Tail
from kg.rules.programmes.quotes import Quoted, quotations, runs

_SPEECH = re.compile(r"[。！？…]")
_LISTED = re.compile(r"[、，]")
_PLAN_PERIOD = re.compile(r"十[一二三四五六七]五|二十大|十九大|十八大|\d+·\d+|五一|七一|八一|十一")
_NEXT = re.compile(r"$|[，。；：、）\n！？”（和与及等]")
_NUMBERED = re.compile(r"[一二两三四五六七八九十百千\d]+(?:大|个|项|步|类|条|种|张)?[\u3400-\u9fff]{0,4}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A name on the way: ``start:end`` its range, ``core`` the distinctive words and where they stand."""

    start: int
    end: int
    core_start: int
    core_end: int
    core: str
    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    verb: str | None = None
    rule: str = ""
    run: tuple[Quoted, ...] = ()


def own_kind(core: str) -> str | None:
    """The kind word with which the quoted words themselves end (温暖工程)."""
    return next(
        (k for k in bounds.KINDS if k in bounds.STRONG and len(k) > 1 and core.endswith(k) and len(core) > len(k)),
        None,
    )


def _is_other(text: Text, found: Found, q: Quoted) -> bool:
    """Whether the quotation is something else: speech, a formulation, a place, a formula, a period."""
    if _SPEECH.search(q.core) or len(q.core) > 60 or _PLAN_PERIOD.fullmatch(q.core):
        return True
    a, b = q.start + 1, q.end - 1
    if any(m.start <= a and b <= m.end for m in found.within(FormulationMention, a - 1, b + 1)):
        return True
    if found.covering(FormulationMention, a, b) or found.covering(RegionMention, a, b):
        return True
    return any(m.end - m.start >= 2 for m in found.within(FormulaMention, a, b))


def _spoken(clean: str, q: Quoted, floor: int) -> bool:
    return bool(kinds.SPEAKING.search(clean[max(floor, q.start - 8) : q.start]))


def runs_without_kind(text: Text, q: Quoted, verb: str | None, adjacent: bool) -> bool:
    """Whether a quotation that bears no kind word still names something that is run."""
    core = q.core
    if core in kinds.METAPHORS or not re.fullmatch(rf"[{kinds.HAN}A-Za-z0-9·+—-]+", core):
        return False
    if numerals.is_abbreviation(core):
        return verb in kinds.RUN_VERBS or verb in kinds.HARD_VERBS
    if own_kind(core) and len(core) >= 4:
        return True
    thing = kinds.THINGS.search(core)
    if 3 <= len(core) <= 10 and any(m.end() == len(core) for m in kinds.THINGS.finditer(core)):
        return thing is not None
    follows = text.clean[q.end : q.end + 1]
    return adjacent and verb in kinds.RUN_VERBS and 3 <= len(core) <= 16 and bool(_NEXT.match(follows))


def _aliases(core: str, between: str, kind: str, name: str) -> tuple[str, ...]:
    wanted = (core, f"“{core}”{between}{kind}", f"“{core}”{kind}")
    return tuple(dict.fromkeys(a for a in wanted if a != name))


def _named(q: Quoted, bears: Tail, prefix: str, head: bounds.Head, run: tuple[Quoted, ...]) -> Draft:
    """A draft for a quotation that bears a kind word, alone or together with its neighbours."""
    rule = "programme.quoted" if len(run) == 1 else "programme.shared"
    kind = bears.kind
    name = f"{prefix}“{q.core}”{bears.between}{kind}"
    start = head.start if prefix else q.start
    end = bears.end if not bears.shared and q is run[-1] else q.end
    return Draft(
        start, end, q.start, q.end, q.core, name, kind,
        _aliases(q.core, bears.between, kind, name), head.verb, rule,
    )  # fmt: skip


def prefix_of(text: Text, found: Found, q: Quoted, head: bounds.Head) -> str:
    """The words before the quotation that belong to its name."""
    words = text.clean[head.start : q.start]
    if not bounds.is_prefix(words):
        return ""
    if head.verb is None and not words.endswith(kinds.PREFIX_ENDS):
        return ""
    if text.clean[head.start - 1 : head.start] == "、" and numerals.is_abbreviation(q.core):
        return ""
    return words


def quoted(text: Text, found: Found) -> Iterator[Draft]:
    """Every quotation that names a programme."""
    clean = text.clean
    everything = quotations(text)
    for run in runs(text, everything):
        block = text.block_at(run[0].start)
        floor = block.start if block else 0
        bears = bounds.tail(clean, run[-1].end)
        opening = bounds.head(text, found, run[0].start, floor)
        for i, q in enumerate(run):
            if _is_other(text, found, q) or (_spoken(clean, q, floor) and bears is None):
                continue
            prefix = prefix_of(text, found, q, opening) if i == 0 and len(run) == 1 else ""
            if bears is not None:
                if q.core in kinds.METAPHORS and len(bears.kind) < 2:
                    continue
                yield _named(q, bears, prefix, opening, run)
            elif not _is_list(q) and not re.match("的?" + bounds.NOT.pattern, clean[q.end : q.end + 8]):
                yield from _bare(text, q, prefix, opening)


def _is_list(q: Quoted) -> bool:
    return bool(_LISTED.search(q.core))


def _bare(text: Text, q: Quoted, prefix: str, head: bounds.Head) -> Iterator[Draft]:
    """A quotation that names something without a kind word after it."""
    adjacent = text.clean[head.start : q.start] == ""
    if not runs_without_kind(text, q, head.verb, adjacent):
        return
    kind = own_kind(q.core)
    thing = not numerals.is_abbreviation(q.core)
    if thing or not prefix:
        name, start = q.core, q.start
    else:
        name, start = f"{prefix}“{q.core}”", head.start
    aliases = tuple(a for a in (q.core,) if a != name)
    yield Draft(start, q.end, q.start, q.end, q.core, name, kind, aliases, head.verb, "programme.bare")


def tail_count(draft: Draft) -> str:
    """The numeral words between the core and the kind word, with the kind word (五步议事法, 三项机制)."""
    rest = draft.name[draft.name.find(draft.core) + len(draft.core) :].lstrip("”的")
    m = re.match(r"[二两三四五六七八九十\d]{1,2}(?!级)[\u3400-\u9fff]{2,8}$", rest)
    return m[0] if m else ""
