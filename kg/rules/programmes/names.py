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
from kg.rules.programmes import bounds, kinds, lists, numerals
from kg.rules.programmes.bounds import Head, Tail
from kg.rules.programmes.quotes import Quoted, quotations, runs

_SPEECH = re.compile(r"[。！？…]")
_LISTED = re.compile(r"[、，；]")
_PERIOD = re.compile(r"十[一二三四五六七]五|二十大|十九大|十八大|\d+·\d+|五一|七一|八一|十一")
_NEXT = re.compile(r"$|[，。；：、）\n！？”（和与及等…]")
_TROUBLES = re.compile(r"[^。；，\n]{0,34}?(?:问题|现象|难题|乱象|行为|陋习|情况)")
_PERSONS = re.compile(r"\d+[余多]?[名人位]|人员|青年|干部|党员\d")
_NOT_RUN = re.compile(r"商标|一书|歌曲|歌舞|电影|话剧|一词|二字|字样|证书|奖牌|牌匾|称号|荣誉|表彰")
_PEOPLE = re.compile(r"(?:人员|群体|对象|党员|干部|书记|员|人|户)$")
_RESULT = re.compile(r"做到|实现|达到|呈现|取得|荣获|获评|符合|具备")
_AWARDING = frozenset(["创建", "评选", "争创", "命名", "授予", "表彰", "培树", "申报"])
_PUSHING = frozenset(
    (*kinds.HARD_VERBS, "推动", "推进", "深化", "完善", "强化", "规范", "细化", "严格")
) - {"坚持"}
_OWN = re.compile("(?:" + "|".join(kinds.STRONG) + ")$")
_ABOUT = re.compile(r"(?:对|就|关于|针对|对于)$")
_BODIES = re.compile(r"(?:合作社|公司|集团|协会|商会|学会|基金会)$")
_FIRMS = frozenset(["企业", "合作社", "媒体", "学校"])
_STEP_KINDS = frozenset(["程序", "流程", "步骤", "办法", "方法"])
_COUNTED = re.compile(r"[一二两三四五六七八九十\d]+[大项个张条类种套]")
_PARENT = re.compile(r"([二两三四五六七八九十\d]{1,2})(?:[百千大项个条]|方面)?")
_CHARACTERS = re.compile(rf"[{kinds.HAN}A-Za-z0-9·+‘’—-]+")
_INFIX = re.compile(rf"[{kinds.HAN}]{{2,4}}[二两双三四五六七八九十][{kinds.HAN}]{{1,3}}")
_OWNED = re.compile(rf"[{kinds.HAN}]的$")
_CALLED = re.compile(
    rf"(?:把|将|管)?(?:这|此|该|其|它|之)[{kinds.HAN}]{{0,6}}(?:叫作|叫做|叫|唤作|称作|称为|取名为?|命名为|定名为)$|"
    r"(?:叫它|称之为|称它为|称其为|唤作|取名为?|定名为|谓之|管它叫|名为)$"
)
_SHORT = re.compile(r"（(?:以下|下)?(?:简称|统称|又称|亦称|也称|简称为|以下称)$")


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


def own_kind(core: str) -> str | None:
    """The kind word with which the quoted words themselves end (温暖工程, 某某经验, 党员代办制)."""
    kind = _OWN.search(core)
    if kind is not None and len(core) > len(kind[0]) + (kind[0] == "制"):
        return kind[0]
    m = kinds.PLACE_NAMED.fullmatch(core)
    return m[2] if m else None


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


def _is_thing(core: str) -> bool:
    return 3 <= len(core) <= 10 and bool(kinds.THINGS.search(core))


def runs_without_kind(text: Text, q: Quoted, head: Head, prefix: str) -> bool | None:
    """Whether a quotation without a kind word names something that is run; ``None`` where only its parts can tell."""
    core = q.core
    if core in kinds.METAPHORS or not _CHARACTERS.fullmatch(core):
        return False
    after, before = text.clean[q.end : q.end + 40], text.clean[max(0, q.start - 40) : q.start]
    if numerals.figures(core) or (_INFIX.fullmatch(core) and not own_kind(core)):
        return None
    if any(p.match(after) for p in (_TROUBLES, _PERSONS, _NOT_RUN)):
        return False
    if _PEOPLE.search(core):
        return None if numerals.groups(core) else False
    if _BODIES.search(core) or head.verb in _AWARDING:
        return False
    if _ABOUT.search(before) or _RESULT.search(re.split("[，。；\n]", before)[-1]):
        return False
    if own_kind(core) and len(core) >= 4:
        return True
    if numerals.is_abbreviation(core):
        several = len(numerals.groups(core)) > 1 and head.verb in _PUSHING
        return True if several or head.verb in kinds.RUN_VERBS else None
    if _is_thing(core):
        return True
    if "·" in core and 4 <= len(core) <= 14:
        return True  # “甲乙·丙丁” is how brands are written
    direct = text.clean[head.start : q.start] == prefix
    follows = bool(_NEXT.match(text.clean[q.end : q.end + 1]))
    return direct and head.verb in kinds.RUN_VERBS and 3 <= len(core) <= 16 and follows


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


def prefix_of(text: Text, q: Quoted, head: Head) -> str:
    """The words before the quotation that belong to its name."""
    words = text.clean[head.start : q.start]
    if not bounds.is_prefix(words):
        return ""
    if head.verb is None and not words.endswith((*kinds.PREFIX_ENDS, "级")):
        return ""
    if text.clean[head.start - 1 : head.start] == "、" and _COUNTED.match(q.core):
        return ""  # 资源、需求、项目“三张清单”: the words are an item of the list
    return words


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
    for run in runs(text, quotations(text)):
        block = text.block_at(run[0].start)
        floor = block.start if block else 0
        bears = bounds.tail(text.clean, run[-1].end)
        if bears is not None and (summed := _children(run, bears)):
            yield from summed
            continue
        opening = _opening(text, found, run[0], floor)
        if spans := _expansion(text, run):
            yield from (
                replace(d, listed=spans) for d in _read(text, run[1], bears, opening, run[1:])
            )
            continue
        for q in run:
            if not _is_other(found, q) and not _said(text.clean, q, floor, kinds.LIKENING):
                yield from _read(text, q, bears, opening, run)


def _expansion(text: Text, run: tuple[Quoted, ...]) -> tuple[tuple[int, int], ...]:
    """“甲、乙、丙”“三维”模式: the first quotation spells out the second."""
    if len(run) != 2 or not numerals.counts(run[1].core):
        return ()
    spans = lists.items(text.clean, run[0].start + 1, run[0].end - 1, numerals.counts(run[1].core))
    return tuple(spans) if len(spans) in numerals.counts(run[1].core) else ()


def _read(
    text: Text, q: Quoted, bears: Tail | None, opening: Head, run: tuple[Quoted, ...]
) -> Iterator[Draft]:
    prefix = prefix_of(text, q, opening) if len(run) == 1 else ""
    if bears is not None and re.search("相结合|并重|并举", bears.between):
        return
    if bears is not None:
        likened = q.core in kinds.METAPHORS and (len(bears.kind) < 2 or bears.kind in kinds.WEAK)
        if not likened and not _leads_to_another(text, q, bears):
            yield _named(q, bears, prefix, opening, run)
    elif not (
        q.titled
        or _LISTED.search(q.core)
        or _said(text.clean, q, 0, kinds.SPEAKING)
        or re.match("的?(?:既定|总体|工作)?" + bounds.NOT.pattern, text.clean[q.end : q.end + 10])
    ):
        yield from _bare(text, q, prefix, opening, run)


def _bare(
    text: Text, q: Quoted, prefix: str, head: Head, run: tuple[Quoted, ...]
) -> Iterator[Draft]:
    """A quotation that names something without a kind word after it."""
    sure = runs_without_kind(text, q, head, prefix)
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
