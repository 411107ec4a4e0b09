"""Who learned a programme from whom, and how a reading of a stretch becomes a mention."""

from __future__ import annotations

from typing import Any

from kg.model import AdoptionMention
from kg.rules.diffusion.pieces import Piece, Range
from kg.rules.diffusion.stretches import Stretch, last_list, spans
from kg.rules.diffusion.times import own_date
from kg.syntax.tokens import Token

Reading = AdoptionMention | None
_NEAR = 6


def mention(s: Stretch, kind: str, verb: Token, **told: Any) -> AdoptionMention:
    """A mention of a kind, by the rule of that name unless told otherwise; who and what are pieces or ranges."""
    rule = f"diffusion.{told.pop('rule', kind)}"
    told = {k: _range(v) if k in ("source", "push", "to", "within") else v for k, v in told.items()}
    told |= {k: spans(v) for k, v in told.items() if isinstance(v, list)}
    told.setdefault("when", s.when(verb.start))
    told.setdefault("ordered", len(told["who"]) > 1 and s.in_order(verb.start))
    start, end = s.row.clause.start, s.row.clause.end
    return AdoptionMention(start=start, end=end, rule=rule, kind=kind, **told)


def _range(piece: Piece | Range | None) -> Range | None:
    return (piece.start, piece.end) if isinstance(piece, Piece) else piece


def last(pieces: list[Piece]) -> Piece | None:
    """The last of some pieces."""
    return pieces[-1] if pieces else None


def first(pieces: list[Piece]) -> Piece | None:
    """The first of some pieces."""
    return pieces[0] if pieces else None


def learned(s: Stretch, verb: Token) -> Reading:
    """甲县学习借鉴乙县X; X被乙县复制; 乙县前来取经; 学习X的乙县."""
    if s.row.clean.startswith("供", s.low):
        return _offered(s, verb)
    over = bool(s.before(verb.start, "area", role="at"))
    if s.general(verb.start) or (over and s.closes(verb)):
        return None  # 在全市复制: it is spread
    taken = s.before(verb.start, "place", "body", role="agent")
    inspired = "verb.inspire" in verb.classes
    taken = [] if inspired else taken
    source = None if taken else _source(s, verb)
    own = _described(s, verb) or _adopters(s, verb, source)
    who = spans(taken or own)
    following = next((r for r in s.later(1) if source is not None and not who), None)
    if following is not None:
        who = spans(following.of("place", "unit", "body", role="subject")[:1])
    visits, follows = "verb.visit" in verb.classes, "verb.follow" in verb.classes
    ahead = 2 if source is not None else int(follows)
    if source is not None and s.row.clean.startswith("“", source.end):
        ahead = 0  # what was learned stands there, whatever it is
    told = visits or follows
    closes = bool(who) and told and s.closes(verb)
    what = s.what(verb, back=2 if closes else 0, ahead=ahead)
    if not what and visits and closes:
        what = s.pointed()
    if source is None and visits and not taken:
        source = _host(s)
    if follows and s.words("status.call"):
        return None  # 县委要求各镇照此办理
    named = (
        bool(who) or not visits
        if source is not None
        else bool(who) and (bool(taken) or told or own == _described(s, verb))
    )
    copied = "verb.copy" in verb.classes and bool(own) and any(a >= verb.end for a, _ in what)
    if not what or not (named or copied):  # 乙县引进X: the linker knows whose it is
        return None
    rule = "followed" if follows else "taken" if taken else "learned"
    when = s.when(verb.start)
    if when is None and what[0][0] >= s.high:  # told in a later clause, and so may be its date
        spoken = ((r, r.clause) for r in s.later(ahead))
        dates = (own_date(s.text, r, c.start, c.end) for r, c in spoken)
        when = next((d for d in dates if d is not None), None)
    push = None if follows else s.pushed_by(verb.start)
    return mention(s, "learned", verb, rule=rule, who=who, what=what, source=source, when=when, push=push)


def returned(s: Stretch, verb: Token) -> Reading:
    """赴乙县考察X后，在两个镇落地实施: who went there does the same at home."""
    before = next(s.earlier(), None)
    if before is None or s.row.of("programme"):
        return None
    start, end = before.clause.start, before.clause.end
    source = first(before.of("place", role="goal"))
    what = before.of("programme")[-1:]
    if source is None or not what or not s.row.clean.endswith("后", start, end):
        return None
    who = before.of("place", "body", end=source.head, role="subject")
    return mention(s, "learned", verb, who=who, what=what, source=source)


def _offered(s: Stretch, verb: Token) -> Reading:
    """省委改革办刊发甲县X的做法，供全省学习借鉴: a body spreads it over its area."""
    area, what = first(s.before(verb.start, "area")), s.spoken_of()
    acting = next((r.of("body") for r in s.earlier() if r.of("body")), [])
    if area is None or not what:
        return None
    return mention(s, "spread", verb, who=[area], what=what, within=area, push=first(acting))


def _host(s: Stretch) -> Piece | None:
    """Who receives those that come to learn: ……前来考察，甲县接待20批次."""
    for row in s.later(1):
        for word in row.words("verb.host"):
            return last(row.of("place", end=word.start))
    return None


def _adopters(s: Stretch, verb: Token, source: Piece | None) -> list[Piece]:
    found = [p for p in s.acting(verb.start) if p is not source and p.role != "agent"]
    if "verb.follow" in verb.classes:
        return found  # 实时跟进、定期评估: whoever follows somebody is named beside the verb
    return found or [p for p in s.carried() if p is not source]


def _described(s: Stretch, verb: Token) -> list[Piece]:
    """Who is told apart by what was learned: 学习“X”的|甲县."""
    ends = [p.end for p in s.after(verb.end, "programme")[:1] if p.start - verb.end <= _NEAR]
    return [p for p in s.after(verb.end, "place", "body") if p.head - 1 in ends and s.row.clean[p.head - 1] == "的"]


def _source(s: Stretch, verb: Token) -> Piece | None:
    """Whom it was learned from: named behind the verb, or before it with 从, 向, 赴, 受; of a list the first."""
    if "verb.inspire" in verb.classes:
        return last(s.before(verb.start, "place", "body", role="agent"))
    front = s.before(verb.start, "place", role=("source", "goal", "object"))
    behind = s.after(verb.end, "place")
    programmes = s.after(verb.end, "programme")
    limit = programmes[0].start if programmes else s.high
    behind = [p for p in behind if p.start < limit and p.role not in ("at", "goal")]
    owner = next((p for p in behind if programmes and p.end == programmes[0].start), None)
    near = owner or (behind[0] if behind and behind[0].head - verb.end <= _NEAR else None)
    return first(last_list(s.row, front)) or near or _gone_to(s)


def _gone_to(s: Stretch) -> Piece | None:
    """The place that the clause before goes to: 赴甲县考察，学习X."""
    before = next(s.earlier(), None)
    if before is None or s.before(s.high, "place"):
        return None
    return first(before.of("place", role="goal"))
