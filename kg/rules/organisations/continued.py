"""Bodies on a list that leave out their owner: 县委组织部、|宣传部; 法宝社区党委书记、|居委会主任; 两县|税务局."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg import patterns as re
from kg.lexicon import kinds
from kg.lexicon.words import of_class
from kg.model import RegionMention
from kg.rules.organisations.context import LEVELS, SUFFIXES, Context
from kg.rules.organisations.extension import SHORT_FORM, Body, behind, follows, grown, kind_of, only_kind
from kg.syntax.clauses import LISTED

_JOIN = (*LISTED, "兼", "，")
_NUMBER = re.compile(r"等?(?:[两二三四五六七八九十]|\d{1,2})个?")


def _next_item(context: Context, end: int) -> tuple[int, bool] | None:
    """Where the next item of a list begins that goes on at ``end``, and whether a person's post stands before it."""
    post = context.tokens.starting(end, "body.post")
    at = post.end if post is not None else end
    for join in _JOIN:
        if context.clean.startswith(join, at):
            return (at + len(join), post is not None) if join != "，" or post is not None else None
    return (end, False) if context.clean.startswith(of_class("pattern.runs_on"), end) else None


def continued(context: Context, bodies: Iterable[Body]) -> Iterator[Body]:
    """The items of lists that take their owner from the body before them."""
    taken = {b.start for b in bodies}
    for first in bodies:
        last = first
        while (going := _next_item(context, last.end)) is not None and going[0] not in taken:
            at, post = going
            owner = first.owner or context.clean[first.start : first.stem]
            item = (
                follows(context, first, at, post=post)
                if owner or first.parts or post or first.bare in {"zone", "organisation"}
                else None
            )
            if item is None:
                break
            end, kind, above = item
            owner = context.clean[first.start : above] if above else owner
            owner = "" if owner == kinds.COMMITTEE and kind != kinds.PERSONNEL else owner
            inside = (len(owner),) if above else ()
            place = first.start if first.bare is None else None
            length = first.stem - first.start
            last = Body(
                at,
                end,
                kind,
                first.bare,
                at,
                owner=owner,
                owner_at=place,
                inside=inside,
                length=length if above else 0,
                rule="organisation.listed-body",
            )
            yield last


def _row(context: Context, last: RegionMention) -> list[RegionMention]:
    """The regions listed with 、 or 和 up to ``last``."""
    row = [last]
    while context.clean[row[0].start - 1 : row[0].start] in {"、", "和"}:
        before = context.by_end.get(row[0].start - 1)
        if before is None:
            break
        row.insert(0, before)
    return row


def shared(context: Context) -> Iterator[Body]:
    """One body for each of the regions on a list: 清溪、石桥、云岭三县|税务局."""
    clean = context.clean
    for end, region in sorted(context.by_end.items()):
        row = _row(context, region)
        number = _NUMBER.match(clean, end)
        at = number.end() if number else end
        word = next((w for w in LEVELS if clean.startswith(w, at)), "")
        if len(row) < 2 or not word or number is None or context.in_title(region.start):
            continue
        body = behind(context, at, at + len(word), LEVELS[word], None)
        if (
            body is None
            or body.kind in {kinds.FIRM, kinds.COOP, kinds.SCHOOL, kinds.SOCIETY}
            or only_kind(context, body)
        ):
            continue
        for one in row:
            printed = clean[one.start : one.end]
            name = printed if printed.endswith(word) else _full(one, printed, word)
            stop = body.end if one is row[-1] else one.end
            tail = name + clean[at + len(word) : body.end]
            made = Body(one.start, stop, body.kind, None, one.end, rule="organisation.shared")
            yield replace(made, name=tail, length=len(name))


def _full(region: RegionMention, printed: str, word: str) -> str:
    """A region's name with its level: 清溪 → 清溪县; as the gazetteer has it where it has one such."""
    return region.name if region.places and region.name.startswith(printed) else printed + word


def defined(context: Context, bodies: Iterable[Body]) -> Iterator[Body]:
    """The short form that a text gives a name, alone or with its parts: （简称“北江盐化”）… |北江盐化|党委."""
    for body in bodies:
        full = body
        if body.parts and SHORT_FORM.match(context.clean, body.parts[-1]):
            token = context.tokens.ending(body.parts[-1], *SUFFIXES)
            kind = kind_of(token) if token is not None else body.kind
            full = replace(body, end=body.parts[-1], kind=kind, parts=(), name="")
        short = SHORT_FORM.match(context.clean, full.end)
        if short is None:
            continue
        for m in re.finditer(re.escape(short[1]), context.clean[short.start(1) :]):
            start = m.start() + short.start(1)
            made = grown(context, replace(full, start=start, end=start + len(m[0])))
            name = context.clean[full.start : full.end] + context.clean[start + len(m[0]) : made.end]
            at = full.start if full.owner_at is None else full.owner_at
            yield replace(made, name=name, owner_at=at, parts=(), rule="organisation.defined")
