"""Quotations without a kind word after them: which of them name something that is run."""

from __future__ import annotations

import re

from kg.model import OrganisationMention, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.programmes import kinds, numerals
from kg.rules.programmes.bounds import Head
from kg.syntax.quotations import Quoted

_NEXT = re.compile(r"$|[，。；：、）\n！？”（和与及等…\d]")
_TROUBLES = re.compile(r"[^。；，\n]{0,34}?(?:问题|现象|难题|乱象|行为|陋习|情况)")
_PERSONS = re.compile(r"\d+[余多]?[名人位]|人员|青年|干部|党员\d")
_NOT_RUN = re.compile(r"商标|一书|歌曲|歌舞|电影|话剧|一词|二字|字样|证书|奖牌|牌匾|称号|荣誉|表彰")
_PEOPLE = re.compile(r"(?:人员|官|群体|对象|党员|干部|书记|员|人|户)$")
_RESULT = re.compile(r"做到|实现|达到|呈现|取得|荣获|获评|符合|具备")
_AWARDING = frozenset(["创建", "评选", "争创", "命名", "授予", "表彰", "培树", "申报"])
_PUSHING = frozenset(
    (*kinds.HARD_VERBS, "推动", "推进", "深化", "完善", "强化", "规范", "细化", "严格")
) - {"坚持"}
_OWN = re.compile("(?:" + "|".join(kinds.STRONG) + ")$")
_ABOUT = re.compile(r"(?:对|就|关于|针对|对于)$")
_BODIES = re.compile(r"(?:合作社|公司|集团|协会|商会|学会|基金会)$")
_CHARACTERS = re.compile(rf"[{kinds.HAN}A-Za-z0-9·+‘’—-]+")
_INFIX = re.compile(
    rf"(?![一二两双三四五六七八九十])[{kinds.HAN}]{{2,4}}[二两双三四五六七八九十][{kinds.HAN}]{{1,3}}"
)
_TEAMS = ("队", "团", "连", "兵")
_SERVING = re.compile("为(?:母|子|总|主|党建)?(?:品牌|抓手|载体|统领|牵引|平台|龙头)")
_OWNED = re.compile(rf"[{kinds.HAN}]的$")
_CALLED = re.compile(
    rf"(?:把|将|管)?(?:这|此|该|其|它|之)[{kinds.HAN}]{{0,6}}(?:叫作|叫做|叫|唤作|称作|称为|取名为?|命名为|定名为)$|"
    r"(?:叫它|称之为|称它为|称其为|唤作|取名为?|定名为|谓之|管它叫|名为)$"
)


def own_kind(core: str) -> str | None:
    """The kind word with which the quoted words themselves end (温暖工程, 某某经验, 党员代办制)."""
    kind = _OWN.search(core)
    if kind is not None and len(core) > len(kind[0]) + (kind[0] == "制"):
        return kind[0]
    m = kinds.PLACE_NAMED.fullmatch(core)
    return m[2] if m else None


def _is_thing(core: str) -> bool:
    return 3 <= len(core) <= 10 and bool(kinds.THINGS.search(core))


def looks_like_name(core: str) -> bool:
    """Whether quoted words might be a name, going by their characters and their length alone."""
    if core in kinds.METAPHORS or not 3 <= len(core) <= 10 or not _CHARACTERS.fullmatch(core):
        return False
    return not _PEOPLE.search(core) and not _BODIES.search(core)


def _owned(text: Text, found: Found, q: Quoted) -> bool:
    """Whether a body or a place is said to have it: 某某党支部的“夜航班”."""
    if not _OWNED.search(text.clean[max(0, q.start - 2) : q.start]):
        return False
    at = q.start - 1
    near = found.within(OrganisationMention, max(0, at - 24), at)
    places = found.within(RegionMention, max(0, at - 12), at)
    return any(m.end == at for m in (*near, *places))


def _serves_as(text: Text, q: Quoted) -> bool:
    """Whether what is quoted is said to serve as the brand or the handle of the work: 以“…”为品牌."""
    return text.clean[q.start - 1 : q.start] == "以" and bool(_SERVING.match(text.clean, q.end))


def called(text: Text, q: Quoted) -> bool:
    """Whether the text says that what it speaks of is called so: 把这种课堂叫作“…”, 群众称之为“…”."""
    return bool(_CALLED.search(text.clean[max(0, q.start - 18) : q.start]))


def _ruled_out(text: Text, q: Quoted, head: Head) -> bool:
    """Whether what stands around the quotation says that it is a trouble, persons, a title or a result."""
    after, before = text.clean[q.end : q.end + 40], text.clean[max(0, q.start - 40) : q.start]
    if any(p.match(after) for p in (_TROUBLES, _PERSONS, _NOT_RUN)):
        return True
    if _BODIES.search(q.core) or head.verb in _AWARDING:
        return True
    return bool(_ABOUT.search(before) or _RESULT.search(re.split("[，。；\n]", before)[-1]))


def _numbered(text: Text, q: Quoted, head: Head) -> bool | None:
    """Whether an abbreviation with numerals is a name; ``None`` where only its parts can tell."""
    if called(text, q):
        return True
    if numerals.figures(q.core) or _INFIX.fullmatch(q.core) or _PEOPLE.search(q.core):
        return None
    several = len(numerals.groups(q.core)) > 1 and head.verb in _PUSHING
    return True if several or head.verb in kinds.RUN_VERBS else None


def _placed_as_name(text: Text, found: Found, q: Quoted, head: Head, prefix: str) -> bool:
    """Whether the place of the quotation makes it a name: a body has it, or a verb runs it."""
    follows = bool(_NEXT.match(text.clean[q.end : q.end + 1]))
    if looks_like_name(q.core) and (_owned(text, found, q) or _serves_as(text, q)):
        return True
    direct = text.clean[head.start : q.start] == prefix
    return direct and head.verb in kinds.RUN_VERBS and 3 <= len(q.core) <= 16 and follows


def runs_without_kind(text: Text, found: Found, q: Quoted, head: Head, prefix: str) -> bool | None:
    """Whether a quotation without a kind word names something that is run; ``None`` where only its parts can tell."""
    core = q.core
    if core in kinds.METAPHORS or not _CHARACTERS.fullmatch(core):
        return False
    own = bool(own_kind(core)) and len(core) >= 4
    infixed = bool(_INFIX.fullmatch(core)) and not own
    if infixed or numerals.figures(core):
        return _numbered(text, q, head)
    counting = bool(numerals.groups(core))
    if _ruled_out(text, q, head) or (_PEOPLE.search(core) and not counting):
        return False
    if own and not _PEOPLE.search(core):
        return True
    if numerals.is_abbreviation(core):
        return _numbered(text, q, head)
    if _is_thing(core):
        team = core.endswith(_TEAMS)
        return not (team and found.covering(OrganisationMention, q.start + 1, q.end - 1))
    brand = "·" in core and 4 <= len(core) <= 14  # “甲乙·丙丁” is how brands are written
    return brand or _placed_as_name(text, found, q, head, prefix)
