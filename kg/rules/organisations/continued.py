"""Bodies on a list that leave out their owner: 县委组织部、|宣传部; 法宝社区党委书记、|居委会主任; 两县|税务局."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg import patterns as re
from kg.lexicon import kinds
from kg.lexicon.words import of_class
from kg.rules.organisations.context import SUFFIXES, Context
from kg.rules.organisations.extension import SHORT_FORM, Body, follows, grown
from kg.syntax.clauses import LISTED

_JOIN = (*LISTED, "兼", "，")


def _next_item(context: Context, end: int) -> tuple[int, bool] | None:
    """Where the next item of a list begins that goes on at ``end``, and whether a person's post stands before it."""
    post = context.tokens.starting(end, "body.post")
    at = post.end if post is not None else end
    if post is not None and context.tokens.starting(at, "surname"):
        at = next((at + n for n in (2, 3) if context.clean.startswith(LISTED, at + n)), at)  # 村主任|李红|、妇联主席
    for join in _JOIN:
        if context.clean.startswith(join, at):
            following = at + len(join)
            other = context.tokens.starting(following, "body.post")
            if post is not None and other is not None and not context.tokens.starting(following, *SUFFIXES):
                return _next_item(context, following)  # 镇党委书记张明、|镇长李红、人大主席
            return (following, post is not None) if join != "，" or post is not None else None
    return (end, False) if context.clean.startswith(of_class("pattern.runs_on"), end) else None


def continued(context: Context, bodies: Iterable[Body]) -> Iterator[Body]:
    """The items of lists that take their owner from the body before them."""
    taken = {b.start for b in bodies if b.bare != "organisation" or b.stem > b.start}
    for first in bodies:
        last = first
        while (going := _next_item(context, last.end)) is not None and going[0] not in taken:
            at, post = going
            if context.tokens.starting(at, "body.national"):
                break  # it has no owner
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


def defined(context: Context, bodies: Iterable[Body]) -> Iterator[Body]:
    """The short form that a text gives a name, alone or with its parts: （简称“北江盐化”）… |北江盐化|党委."""
    for body in bodies:
        short = SHORT_FORM.match(context.clean, body.end)
        if short is None:
            continue
        for m in re.finditer(re.escape(short[1]), context.clean[short.start(1) :]):
            start = m.start() + short.start(1)
            made = grown(context, replace(body, start=start, end=start + len(m[0])))
            name = context.clean[body.start : body.end] + context.clean[start + len(m[0]) : made.end]
            at = body.start if body.owner_at is None else body.owner_at
            yield replace(made, name=name, owner_at=at, parts=(), rule="organisation.defined")
