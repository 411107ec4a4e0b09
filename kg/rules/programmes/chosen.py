"""Which quotations name a programme: the cues of all places of a name in the document, weighed together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kg import patterns as re
from kg.choose.linear import score, telling, weights
from kg.lexicon.kinds import PRIVATE
from kg.lexicon.words import any_of
from kg.model import FormulaMention, FormulationMention, OrganisationMention, RegionMention, Text
from kg.rules.engine import Found
from kg.rules.formulations.phrases import phrases
from kg.rules.programmes import bounds, kinds
from kg.rules.programmes.features import features
from kg.syntax.analysis import analyse
from kg.syntax.quotations import Quoted

CHOICE = "names"
BORDER = -12
"""From here up to 0 only parts that fit its numerals make an abbreviation a name."""

_ASKED = re.compile(r"什么|怎么|为何|哪[里些儿]|[吗呢]$")
"""What a quotation asks, it does not name."""
_PRAISED = re.compile(r"之[都乡城窗眼冠最]$")
"""What a place is praised as: “五金之都”."""
_PRAISES = re.compile(rf"[被是][{kinds.HAN}]{{0,6}}(?:[称誉赞][为作]|口中的|眼[中里]的)“$")
"""What somebody is praised as: 被称为“村里的活地图”."""
_SLOGAN = re.compile(rf"[的为]?[{kinds.HAN}]{{0,4}}?(?:{any_of('kind.slogan')})(?:的|(?![{kinds.HAN}]))")
"""What a quotation before it words, and does not name: “…”的工作思路, 以“…”为总体目标."""
_OUTPUT = re.compile(r"(?:[年月日]产|年加工|年处理|总投资|投资)[近约超]?\d")

_GROUP = {"organisation.listed": ("”",), "organisation.team": ("队”",)}
"""Readings of groups, and how a name must end that they do not reach beyond: “某某劝导队”, but not “某某帮帮团”."""


@lru_cache(maxsize=4)
def cues(text: Text, found: Found) -> Mapping[str, frozenset[str]]:
    """The features of each quoted wording: those that hold at any of its places."""
    gathered: dict[str, frozenset[str]] = {}
    for run in analyse(text).runs:
        for q in run:
            known = gathered.get(q.core, frozenset({"always"}))
            gathered[q.core] = known | features(text, found, q, run)
    return gathered


@lru_cache(maxsize=4)
def scores(text: Text, found: Found) -> Mapping[str, int]:
    """The score of each quoted wording; from 0 on it names a programme."""
    learnt = weights(CHOICE)
    return {core: score(names, learnt) for core, names in cues(text, found).items()}


def is_other(text: Text, found: Found, q: Quoted) -> bool:
    """Whether the quotation is read as something else: a formulation, a place, a firm, a sum without a kind word."""
    a, b = q.start + 1, q.end - 1
    if _OUTPUT.match(q.core):
        return True  # “年产3000吨茶油”项目: an investment told by what it brings
    if len(q.core) == 1 or _ASKED.search(q.core) or _PRAISED.search(q.core):
        return True  # 护“新”、暖“新”: a word that is set off
    if "的" in q.core and _PRAISES.search(text.clean[max(a - 14, 0) : a]):
        return True
    if q.core in kinds.TERMS or len(q.core) > 90 or phrases().knows(q.core):
        return True
    if found.covering(FormulationMention, a, b):
        return True
    if found.covering(RegionMention, a, b):
        return True
    if any(o.kind in PRIVATE for o in found.covering(OrganisationMention, a, b)):
        return True
    if _is_sum(found, q):
        bears = bounds.tail(text.clean, q.end)
        return bears is None or not bounds.is_strong(bears.kind)
    return len(found.within(FormulaMention, a, b)) > 1


def _is_sum(found: Found, q: Quoted) -> bool:
    """Whether the quotation is a formula from end to end: “甲+乙”."""
    inside = (q.start + 1, q.end - 1)
    return any((m.start, m.end) == inside for m in found.within(FormulaMention, *inside))


def _is_group(found: Found, q: Quoted) -> bool:
    """Whether the quotation is the name of a group."""
    bodies = found.covering(OrganisationMention, q.start + 1, q.end - 1)
    named = (o for o in bodies if o.rule in _GROUP and o.start >= q.start)
    return any(o.end > q.end or f"{q.core}”".endswith(_GROUP[o.rule]) for o in named)


def _is_called(told: frozenset[str], reached: int) -> bool:
    """Whether the text says what is called so: a way of working, or a thing that is run."""
    if not told.isdisjoint(("inside.term", "inside.image", "inside.person", "inside.team", "place.title")):
        return False
    if "before.called-way" in told:
        return reached >= 2 * BORDER - 2
    return reached >= BORDER and {"before.called", "inside.thing"} <= told


def verdict(text: Text, found: Found, q: Quoted) -> bool | None:
    """Whether a quotation names a programme; ``None`` where only its parts can tell."""
    if is_other(text, found, q) or _is_group(found, q) or _SLOGAN.match(text.clean, q.end):
        return False
    if _is_sum(found, q):
        return True  # “甲+乙”模式: with its kind word a sum names a way of working
    reached = scores(text, found)[q.core]
    if _is_called(cues(text, found)[q.core], reached):
        return True
    if reached >= BORDER and kinds.PLACE_NAMED.fullmatch(q.core):
        return True  # “某某经验”
    return True if reached >= 0 else None if reached >= BORDER else False


def why(text: Text, found: Found, position: int) -> list[tuple[str, int]]:
    """What decided about the quotation at a position: its weightiest features, in the order of their weight."""
    q = next((q for q in analyse(text).quotations if q.start <= position < q.end), None)
    return telling(cues(text, found).get(q.core, ()), weights(CHOICE)) if q is not None else []
