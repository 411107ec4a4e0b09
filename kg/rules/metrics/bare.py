"""Levels with no words before the number: what they measure is told behind it or by the figure before."""

from __future__ import annotations

from kg import patterns as re
from kg.choose.lists import SEVERALLY
from kg.lexicon.words import any_of
from kg.rules.metrics import nouns, times
from kg.rules.metrics.draft import PARTS, Draft, Reader, is_share, mention
from kg.rules.metrics.naming import NUMBER_OF, clause_before, distributed, people_of
from kg.rules.metrics.predicates import LISTED, said_of
from kg.rules.metrics.words import EXTENT, INCOME, SHARE, TO
from kg.rules.numbers.grammar import Figure
from kg.rules.numbers.units import AREA, LENGTH, MONEY, PLACES

_SIZES = ((AREA, EXTENT), (LENGTH, "长度"), (MONEY, "金额"))
# 又加到750万元, 去年降至35件
_NEW_LEVEL = re.compile(rf"(?:{any_of('figure.level_turn')}){TO}$")
# What one character says of a sum of money.
_TRADES = {"卖": "销售额", "挣": INCOME, "赚": INCOME, "花": "花费"}


AIM = re.compile(rf"[一-龥]{{0,4}}?(?:{any_of('figure.aim')})")


def read_bare(r: Reader, figure: Figure, body: str) -> None:
    """What a figure counts is told after it or by the figure before it."""
    told = _bare_property(r, figure, body)
    if told is None:
        return
    property_, span = told
    last = r.last()
    noun = last.noun if last else property_
    r.add(mention("level", figure, property_, span), noun, r.group(figure))


def _bare_property(r: Reader, figure: Figure, body: str) -> tuple[str, tuple[int, int]] | None:
    last = r.last()
    span = (figure.start, figure.end)
    if last is not None and (leaned := _leaning(r, figure, body, last)) is not None:
        return leaned
    if figure.unit in (*PLACES, "人", "户"):
        return _place_property(r, figure)
    if size := _size(r, figure):
        return size, span
    told = nouns.predicate(r.rest(figure))
    if last is not None and last.mention.unit in (*PARTS, figure.unit) and len(told) >= 2:
        return f"{told}的{last.noun}", span
    if before := clause_before(r):
        return before, span
    return _understood(r, figure, body, told)


def _understood(r: Reader, figure: Figure, body: str, told: str) -> tuple[str, tuple[int, int]] | None:
    """What a figure measures that only other words of the sentence let understand."""
    last = r.last()
    if is_share(figure) and last is not None and last.clause >= r.index - 1 and len(told) >= 2:
        return f"{told}的{last.noun}{SHARE}", (figure.start, figure.end + len(told))
    if body and (done := _TRADES.get(body)):
        return done, (figure.start - len(r.left(figure).partition(body)[2]) - 1, figure.end)
    dated = times.time_at(r.clean, r.dates, figure.at)
    if last is not None and last.mention.unit == figure.unit and dated not in (None, last.mention.time):
        return last.mention.property, (figure.start, figure.end)
    return _late_noun(r, figure)


def _leaning(r: Reader, figure: Figure, body: str, last: Draft) -> tuple[str, tuple[int, int]] | None:
    """What a figure measures that goes on from the figure before it: of another year (2020年才3台), on a new level."""
    if last.mention.unit == figure.unit and (m := _NEW_LEVEL.search(r.left(figure))):
        return last.mention.property, (r.used + m.start(), figure.end)
    if last.mention.unit == figure.unit and nouns.only_place(r.left(figure)):
        whole = r.part or last  # 其中某某县19个、某某县14个
        return whole.mention.property, (r.used + (r.left(figure)[:1] in tuple("、和")), figure.end)
    if body == "占":
        return last.mention.property + SHARE, (figure.start - 1, figure.end)
    if r.used == figure.start and last.mention.end == figure.start:
        filled = last.mention.property + NUMBER_OF.get(figure.unit or "", "")
        if figure.unit == "人" and last.mention.unit == "户":
            filled = people_of(last.mention.property)
        return filled, (last.mention.start, figure.end)
    if SEVERALLY in r.lead(figure) and last.clause == r.index:
        lead = r.lead(figure)
        subject, _ = nouns.before(lead[: lead.index(SEVERALLY)])
        told = distributed(r, figure, subject) or last.mention.property
        return told, (last.mention.start, figure.end)
    return None


def _late_noun(r: Reader, figure: Figure) -> tuple[str, tuple[int, int]] | None:
    """近400名在册党员: a noun that begins with a word that ends others."""
    rest = r.rest(figure)
    if not rest[:1].isalnum():
        return None
    noun = nouns.trim_noun(rest[: 1 + nouns.noun_end(rest[1:])])
    return (noun, (figure.start, figure.end + len(noun))) if len(noun) > 3 else None


def _size(r: Reader, figure: Figure) -> str:
    """The same things by another measure (改造房屋45栋、5.6万平方米)."""
    last = r.last()
    if last is None or last.clause != r.index or r.left(figure) != "、":
        return ""
    size = next((word for units, word in _SIZES if figure.unit in units), "")
    whole = last.mention.unit in (*AREA, *LENGTH, *MONEY)
    return last.mention.property + size if size and not whole else ""


def _place_property(r: Reader, figure: Figure) -> tuple[str, tuple[int, int]]:
    """全县10镇104个村巩固提升…, 7人荣获…: the unit itself is the noun."""
    words = r.rest(figure)
    told = said_of(r, words)
    if told:
        end = figure.end if LISTED.match(words) else figure.end + len(told)
        return f"{told}的{figure.unit}", (figure.start, end)
    last = r.last()
    if (
        last is not None
        and figure.unit == "人"
        and last.mention.unit == "户"
        and not r.left(figure).strip("，、计共合有")
    ):
        return people_of(last.noun), (figure.start, figure.end)
    if last is not None and last.clause == r.index and r.left(figure) in ("、", ""):
        return f"{last.noun}{figure.unit}数", (figure.start, figure.end)
    scope = re.search(r"全[一-龥]$", r.left(figure))
    start = figure.start - (2 if scope else 0)
    return (scope[0] if scope else "") + f"{figure.unit}数", (start, figure.end)
