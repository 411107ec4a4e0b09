"""Quoted names: which quotations name a programme, and how far the name reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.model import (
    FormulaMention,
    FormulationMention,
    OrganisationMention,
    RegionMention,
    Text,
)
from kg.rules.engine import Found
from kg.rules.programmes import bounds, kinds, lists, neighbours, numerals
from kg.rules.programmes.bare import called, looks_like_name, own_kind, runs_without_kind
from kg.rules.programmes.bounds import Head, Tail
from kg.syntax.analysis import analyse
from kg.syntax.quotations import Quoted

_SPEECH = re.compile(r"[。！？…]")
_LISTED = re.compile(r"[、，；]")
_PERIOD = re.compile(r"十[一二三四五六七]五|二十大|十九大|十八大|\d+·\d+|五一|七一|八一|十一")
_FIRMS = frozenset(["企业", "合作社", "媒体", "学校"])
_STEP_KINDS = frozenset(["程序", "流程", "步骤", "办法", "方法"])
_COUNTED = re.compile(r"[一二两三四五六七八九十\d]+[大项个张条类种套]")
_PARENT = re.compile(r"([二两三四五六七八九十\d]{1,2})(?:[百千大项个条]|方面)?")
_TEAMS = ("队", "团", "队伍", "兵")


@dataclass(frozen=True, slots=True)
class Draft:
    """A name on the way: ``start:end`` its range, ``core`` its distinctive words and where they stand;
    ``tentative`` where only parts that fit its numerals make it a name; ``children`` the quotations that it
    sums up (“甲”“乙”“丙”三百活动), ``listed`` the ranges of parts that are words of the name itself."""

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
    parent: str | None = None
    tentative: bool = False
    children: tuple[Quoted, ...] = ()
    listed: tuple[tuple[int, int], ...] = ()
    alone: bool = True


def _is_other(found: Found, q: Quoted) -> bool:
    """Whether the quotation is something else: speech, a formulation, a place, a body, a formula, a period."""
    a, b = q.start + 1, q.end - 1
    if (
        q.core in kinds.TERMS
        or _SPEECH.search(q.core)
        or len(q.core) > 90
        or _PERIOD.fullmatch(q.core)
    ):
        return True
    if found.covering(FormulationMention, a, b):
        return True
    if found.covering(RegionMention, a, b):
        return True
    if any(o.kind in _FIRMS for o in found.covering(OrganisationMention, a, b)):
        return True
    sums = found.within(FormulaMention, a, b)
    return any((m.start, m.end) == (a, b) for m in sums) or len(sums) > 1


def _said(clean: str, q: Quoted, floor: int, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.search(clean[max(floor, q.start - 8) : q.start]))


def _aliases(core: str, between: str, kind: str, name: str) -> tuple[str, ...]:
    wanted = [core, f"“{core}”{between}{kind}", f"“{core}”{kind}"]
    if re.match(r"[二两三四五六七八九十\d]", between):
        wanted.append(between + kind)  # 五步议事法
    return tuple(dict.fromkeys(a for a in wanted if a != name))


def _named(q: Quoted, bears: Tail, prefix: str, head: Head, run: tuple[Quoted, ...]) -> Draft:
    """A draft for a quotation that bears a kind word, alone or together with its neighbours."""
    kind = bears.kind
    name = f"{prefix}“{q.core}”{bears.between}{kind}"
    end = bears.end if not bears.shared and q is run[-1] else q.end
    return Draft(
        start=head.start if prefix else q.start, end=end, core_start=q.start, core_end=q.end, core=q.core,
        name=name, kind=kind, aliases=_aliases(q.core, bears.between, kind, name), verb=head.verb,
        rule="programme.quoted" if len(run) == 1 else "programme.shared", alone=len(run) == 1,
    )  # fmt: skip


def prefix_of(text: Text, found: Found, q: Quoted, head: Head) -> str:
    """The words before the quotation that belong to its name."""
    words = text.clean[head.start : q.start]
    if not bounds.is_prefix(words) or found.within(OrganisationMention, head.start, q.start):
        return ""  # 市委“…”行动: the body that runs it
    if head.verb is None and not words.endswith((*kinds.PREFIX_ENDS, "级")):
        return ""
    if text.clean[head.start - 1 : head.start] == "、" and _COUNTED.match(q.core):
        return ""  # 资源、需求、项目“三张清单”: the words are an item of the list
    return "" if words and _ends_a_list(text, found, q, head) else words


def _ends_a_list(text: Text, found: Found, q: Quoted, head: Head) -> bool:
    """Whether the words before are the end of a list with as many verbs as the name counts (强化甲、激活乙、提升丙“三…”)."""
    clean = text.clean
    start = max((clean.rfind(c, 0, head.start) for c in "，。；：！？\n"), default=-1) + 1
    wanted = numerals.counts(q.core)
    before = clean.rfind("、", start, q.start)
    if not wanted or before < 0 or clean.find("“", start, q.start) >= 0:
        return False
    spans = lists.ending_at(text, found, start, q.start, wanted)
    last = clean[before + 1 : head.start]
    return len(spans) in wanted and last in {*kinds.HARD_VERBS, *kinds.SOFT_VERBS}


def _opening(text: Text, found: Found, q: Quoted, floor: int) -> Head:
    """What precedes a quotation, a joining 和 left out."""
    head = bounds.head(text, found, q.start, floor)
    if text.clean[head.start : head.start + 1] in ("和", "与", "及"):
        return Head(head.start + 1, head.verb)
    return head


def _children(run: tuple[Quoted, ...], bears: Tail) -> tuple[Draft, ...]:
    """“甲”“乙”“丙”三百活动: the whole as a programme, and each of the quotations as a part of it."""
    m = _PARENT.match(bears.between)
    if len(run) < 2 or m is None or bears.shared or numerals.value(m[1]) != len(run):
        return ()
    if m[0][-1] in "项大个条面":  # “甲”“乙”两项行动 counts them, it does not name the whole
        bears = Tail(bears.end, bears.kind, "")
        return tuple(_named(q, bears, "", Head(q.start, None), run) for q in run)
    start = run[-1].end
    name = bears.between + bears.kind
    whole = Draft(
        start=start, end=bears.end, core_start=start, core_end=bears.end, core=bears.between, name=name,
        kind=bears.kind, rule="programme.sum", children=run,
    )  # fmt: skip
    parts = [
        Draft(
            start=q.start, end=q.end, core_start=q.start, core_end=q.end, core=q.core, name=q.core, kind=bears.kind,
            aliases=(f"“{q.core}”{bears.kind}",), rule="programme.sum", parent=name, alone=False,
        )
        for q in run
    ]  # fmt: skip
    return (whole, *parts)


def _leads_to_another(text: Text, q: Quoted, bears: Tail) -> bool:
    """按照“甲、乙、丙”程序，开展“丁”活动: the quotation is the other's steps."""
    if bears.kind not in _STEP_KINDS or not re.search("按照?$", text.clean[: q.start][-3:]):
        return False
    return bool(re.match(r"[，,][^。；“”\n]{0,14}“", text.clean[bears.end : bears.end + 20]))


def quoted(text: Text, found: Found) -> Iterator[Draft]:
    """A quotation that names a programme, with the kind word and the words before that belong to it."""
    counted = {c.start: c for c in neighbours.counted(text)}
    for run in analyse(text).runs:
        block = text.block_at(run[0].start)
        floor = block.start if block else 0
        if any(q.start in counted for q in run):
            yield from (
                _sibling(counted[q.start])
                for q in run
                if q.start in counted and not _is_other(found, q)
            )
            continue
        bears = bounds.tail(text.clean, run[-1].end)
        if bears is not None and _names_a_body(found, run[-1].end, bears.end):
            bears = None
        if bears is not None and (summed := _children(run, bears)):
            yield from summed
            continue
        opening = _opening(text, found, run[0], floor)
        if spans := _expansion(text, run):
            yield from (
                replace(d, listed=spans)
                for d in _read(text, found, run[1], bears, opening, run[1:])
            )
            continue
        yield from _of_run(text, found, run, bears, opening)


def _names_a_body(found: Found, start: int, end: int) -> bool:
    """Whether the words after a quotation are the name of a body or a place (“…”某某大学化工学院)."""
    bodies = found.within(OrganisationMention, start, end)
    return bool(bodies or found.within(RegionMention, start, end))


def _of_run(
    text: Text, found: Found, run: tuple[Quoted, ...], bears: Tail | None, opening: Head
) -> Iterator[Draft]:
    """The names in a run of quotations; where most of them are names, so are the others that look like one."""
    block = text.block_at(run[0].start)
    floor = block.start if block else 0
    fit = [
        q
        for q in run
        if not _is_other(found, q) and not _said(text.clean, q, floor, kinds.LIKENING)
    ]
    drafts = {q.start: list(_read(text, found, q, bears, opening, run)) for q in fit}
    sure = sum(any(not d.tentative for d in ds) for ds in drafts.values())
    for q in fit:
        if drafts[q.start]:
            yield from drafts[q.start]
        elif len(run) > 1 and bears is None and sure >= 0.5 * len(run) and looks_like_name(q.core):
            yield _plain(q, opening.verb)


def _plain(q: Quoted, verb: str | None) -> Draft:
    """The quoted words themselves as a name."""
    return Draft(
        start=q.start, end=q.end, core_start=q.start, core_end=q.end, core=q.core, name=q.core,
        kind=own_kind(q.core), verb=verb, rule="programme.bare", alone=False,
    )  # fmt: skip


def _sibling(c: neighbours.Sibling) -> Draft:
    """“甲”代办 of “甲”代办、“乙”记账两项服务."""
    name = f"“{c.core}”{c.noun or c.kind}"
    aliases = tuple(dict.fromkeys((c.core, f"“{c.core}”{c.kind}")))
    end = c.start + len(c.core) + 2
    return Draft(
        start=c.start, end=c.end, core_start=c.start, core_end=end, core=c.core, name=name, kind=c.kind,
        aliases=tuple(a for a in aliases if a != name), rule="programme.shared", alone=False,
    )  # fmt: skip


def _expansion(text: Text, run: tuple[Quoted, ...]) -> tuple[tuple[int, int], ...]:
    """“甲、乙、丙”“三维”模式: the first quotation spells out the second."""
    if len(run) != 2 or not numerals.counts(run[1].core):
        return ()
    spans = lists.items(text.clean, run[0].start + 1, run[0].end - 1, numerals.counts(run[1].core))
    return tuple(spans) if len(spans) in numerals.counts(run[1].core) else ()


def _read(
    text: Text, found: Found, q: Quoted, bears: Tail | None, opening: Head, run: tuple[Quoted, ...]
) -> Iterator[Draft]:
    prefix = prefix_of(text, found, q, opening) if len(run) == 1 else ""
    if bears is not None and re.search("相结合|并重|并举", bears.between):
        return
    if bears is not None:
        likened = q.core in kinds.METAPHORS and (len(bears.kind) < 2 or bears.kind in kinds.WEAK)
        team = bears.kind.endswith(_TEAMS) and found.covering(
            OrganisationMention, q.start, bears.end
        )
        if not likened and not team and not _leads_to_another(text, q, bears):
            yield _named(q, bears, prefix, opening, run)
    elif neighbours.states(text, q, opening):
        yield replace(_plain(q, opening.verb), alone=True)
    elif not q.titled and not _not_a_name(text, q):
        noun = neighbours.noun_after(text, q, opening, prefix) if len(run) == 1 else None
        if noun and q.core not in kinds.METAPHORS:
            yield _named(q, Tail(q.end + len(noun), noun, ""), prefix, opening, run)
        elif not _LISTED.search(q.core):
            yield from _bare(text, found, q, prefix, opening, run)


def _not_a_name(text: Text, q: Quoted) -> bool:
    """Whether the quotation is spoken, or what follows says that it is a thought or an aim."""
    spoken = _said(text.clean, q, 0, kinds.SPEAKING) and not called(text, q)
    so_called = text.clean.startswith("所谓", max(0, q.start - 2)) and numerals.groups(q.core)
    if spoken and not so_called:
        return True
    after = text.clean[q.end : q.end + 10]
    return bool(re.match("的?(?:既定|总体|工作)?" + bounds.NOT.pattern, after))


def _bare(
    text: Text, found: Found, q: Quoted, prefix: str, head: Head, run: tuple[Quoted, ...]
) -> Iterator[Draft]:
    """A quotation that names something without a kind word after it."""
    sure = runs_without_kind(text, found, q, head, prefix)
    if sure is False:
        return
    keep = bool(prefix) and (numerals.is_abbreviation(q.core) or not own_kind(q.core))
    name = f"{prefix}“{q.core}”" if keep else q.core
    yield Draft(
        start=head.start if keep else q.start, end=q.end, core_start=q.start, core_end=q.end, core=q.core, name=name,
        kind=own_kind(q.core), aliases=(q.core,) if name != q.core else (), verb=head.verb, rule="programme.bare",
        tentative=sure is None, alone=len(run) == 1,
    )  # fmt: skip


def tail_count(draft: Draft) -> str:
    """The numeral words between the core and the kind word, with the kind word (五步议事法, 三项机制)."""
    rest = draft.name[draft.name.find(draft.core) + len(draft.core) :].lstrip("”的")
    m = re.match(r"[二两三四五六七八九十\d]{1,2}(?!级)[\u3400-\u9fff]{2,8}$", rest)
    return m[0] if m else ""
