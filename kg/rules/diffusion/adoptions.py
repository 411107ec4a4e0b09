"""Who took up, tried, spread, learned, renamed or ended a programme: one reading for each sort of verb."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from kg.model import AdoptionMention, Text
from kg.rules.diffusion.pieces import Piece, Range, Row
from kg.rules.diffusion.stretches import Stretch, joined, spans, stretches
from kg.rules.diffusion.times import own_date
from kg.rules.engine import Found
from kg.syntax.tokens import Token

Reading = AdoptionMention | None
_GAP = 14
_PAIR = 2
_WIDE = 12
_GOES_ON = "于在由从经已正自先率启上落全开推探实试是率被就也"
_DAY = 2  # hyphens of a date with its day
_PLACES = ("place", "unit", "area")


def _mention(s: Stretch, rule: str, kind: str, verb: Token, **told: Any) -> AdoptionMention:
    clause = s.row.clause
    who = told.get("who", ())
    told.setdefault("when", s.when(verb.start))
    told.setdefault("ordered", len(who) > 1 and s.in_order(verb.start))
    return AdoptionMention(
        start=clause.start, end=clause.end, rule=f"diffusion.{rule}", kind=kind, **told
    )


def _range(piece: Piece | None) -> Range | None:
    return (piece.start, piece.end) if piece is not None else None


def _last(pieces: list[Piece]) -> Piece | None:
    return pieces[-1] if pieces else None


def _renamed(s: Stretch) -> Reading:
    """X更名为Y, 将X升级为Y; 由X衍生出Y."""
    verb = s.verb("verb.rename", "verb.derive")
    if verb is None or s.planned(verb.start):
        return None
    to = next((p for p in s.after(verb.end, "programme") if p.start - verb.end <= 4), None)
    front = s.before(verb.start, "programme")
    what = spans(front[-1:]) or s.told(0)
    if to is None or not what:
        return None
    kind = "derived" if "verb.derive" in verb.classes else "renamed"
    return _mention(s, kind, kind, verb, who=s.who(verb.start), what=what, to=_range(to))


def _ended(s: Stretch) -> Reading:
    """停止实施X; X行动至某年终止."""
    verb = s.verb("verb.end")
    if verb is None or s.planned(verb.start):
        return None
    behind = [p for p in s.after(verb.end, "programme") if _ruled(s, verb, p)]
    closes = s.high - verb.end <= 1
    what = spans(behind[:1]) or (s.what(verb) if closes else ())
    if not what and closes and s.row.analysis.tokens.starting(s.low, "noun.way"):
        what = s.told(2)
    if not what:
        return None
    return _mention(s, "ended", "ended", verb, who=s.who(verb.start), what=what)


def _ruled(s: Stretch, verb: Token, piece: Piece) -> bool:
    """Whether a programme is what a verb ends: nothing but a verb of running or its owner stands between."""
    tokens = s.row.analysis.tokens
    run = tokens.starting(verb.end, "verb.start", "verb.begin", "verb.trial")
    at = run.end if run is not None else verb.end
    owner = next((p.end for p in s.after(at, "place", "unit") if p.head == at), at)
    return piece.start - max(at, owner) <= 1


def _since(s: Stretch) -> Reading:
    """X始于2018年."""
    verb = s.verb("verb.since")
    if verb is None:
        return None
    what = spans(s.before(verb.start, "programme")[-1:]) or s.what(verb)
    when = _date_behind(s, verb)
    if not what or when is None:
        return None
    return _mention(
        s, "since", "begun", verb, who=spans(s.acting(verb.start)), what=what, when=when
    )


def _date_behind(s: Stretch, verb: Token) -> str | None:
    return own_date(s.text, s.row, verb.end, min(s.high, verb.end + 10))


def _reached(s: Stretch) -> Reading:
    """由甲县推广到乙县、丙县; 推广到全县."""
    verb = s.verb("verb.spread_to")
    if verb is None or s.planned(verb.start):
        return None
    targets = s.after(verb.end, *_PLACES)
    if not targets or targets[0].head - verb.end > 6:
        return None
    what = s.what(verb, back=1)
    source = _last([p for p in s.before(verb.start, "place") if p.role in ("source", "agent")])
    if not what:
        return None
    if targets[0].kind == "place":
        who = [targets[0]]
        for p in targets[1:]:
            if p.kind == "place" and joined(s.row.clean, who[-1], p):
                who.append(p)
        return _mention(
            s, "reached", "learned", verb, who=spans(who), what=what, source=_range(source), ordered=len(who) > 1,
        )  # fmt: skip
    area = (targets[0].start, targets[0].end)
    return _mention(
        s, "spread", "spread", verb, who=(area,), what=what, within=area, source=_range(source)
    )


def _learned(s: Stretch) -> Reading:
    """甲县学习借鉴乙县X; X被乙县复制; 乙县前来取经."""
    verb = s.verb("verb.copy", "verb.learn", "verb.follow", "verb.inspire")
    if verb is None or s.planned(verb.start) or s.general(verb.start):
        return None
    taken = [p for p in s.before(verb.start, "place", "body") if p.role == "agent"]
    source = _source(s, verb, taken)
    if taken and "verb.inspire" not in verb.classes:
        who, source = spans(taken), None
    else:
        who = _adopters(s, verb, source)
    following = next((r for r in s.later(1) if source is not None and not who), None)
    if following is not None:
        who = spans([p for p in following.of("place", "unit", "body") if p.role == "subject"][:1])
    meant = not verb.classes.isdisjoint(("verb.visit", "verb.follow"))
    ahead = 2 if source is not None else int("verb.follow" in verb.classes)
    if source is not None and s.row.clean.startswith("“", source.end):
        ahead = 0  # what was learned stands there, whatever it is
    what = s.what(verb, back=2 if meant and who and s.closes(verb) else 0, ahead=ahead)
    visits = "verb.visit" in verb.classes
    named = (source is not None and (bool(who) or not visits)) or (
        bool(who) and (bool(taken) or meant)
    )
    if not what or not named:
        return None
    rule = "followed" if "verb.follow" in verb.classes else "learned"
    when = s.when(verb.start)
    if when is None and what[0][0] >= s.high:  # told in a later clause, and so may be its date
        when = next((d for r in s.later(ahead) if (d := _row_date(s, r)) is not None), None)
    return _mention(s, rule, "learned", verb, who=who, what=what, source=_range(source), when=when)


def _row_date(s: Stretch, row: Row) -> str | None:
    return own_date(s.text, row, row.clause.start, row.clause.end)


def _adopters(s: Stretch, verb: Token, source: Piece | None) -> tuple[Range, ...]:
    found = [p for p in s.acting(verb.start) if p is not source and p.role != "agent"]
    return spans(found) or spans([p for p in s.carried() if p is not source])


def _source(s: Stretch, verb: Token, taken: list[Piece]) -> Piece | None:
    """Whom it was learned from: named behind the verb, or before it with 从, 向, 赴, 受."""
    if "verb.inspire" in verb.classes:
        return _last(taken)
    front = [p for p in s.before(verb.start, "place") if p.role in ("source", "goal", "object")]
    behind = s.after(verb.end, "place")
    programmes = s.after(verb.end, "programme")
    limit = programmes[0].start if programmes else s.high
    behind = [p for p in behind if p.start < limit and p.role not in ("at", "goal")]
    owner = next((p for p in behind if programmes and p.end == programmes[0].start), None)
    near = owner or (behind[0] if behind and behind[0].head - verb.end <= 6 else None)
    return _last(front) or near or _gone_to(s)


def _gone_to(s: Stretch) -> Piece | None:
    """The place that the clause before goes to: 赴甲县考察，学习X."""
    before = next(s.earlier(), None)
    if before is None or s.before(s.high, "place"):
        return None
    return _last([p for p in before.of("place") if p.role == "goal"])


def _first(s: Stretch) -> Reading:
    """甲县首创X; 甲县在全省率先推行X; 全省首个X."""
    verb = s.verb("verb.first", "rank.first", "rank.only")
    if verb is None or s.planned(verb.start):
        return None
    adverb = "rank.first" in verb.classes
    if adverb and (s.verb("verb.arise") or s.words("noun.origin")):
        return None  # 最早诞生于: where it arose is told next
    if "rank.only" in verb.classes:
        what = _counted(s, verb)
    else:
        what = s.what(
            verb, ahead=1 if adverb else 0, back=1 if not adverb and s.points(verb.start) else 0
        )
    if not what or s.by_person(verb.start) or _means(s, verb, what):
        return None
    area = _area(s, verb)
    who = [p for p in s.acting(verb.start) if p is not area and p.kind != "area"]
    if not who and "rank.only" in verb.classes:
        who = [p for p in s.after(verb.end, "place") if p.role == "at"]
    return _mention(
        s, "first", "first", verb, who=spans(who) or spans(s.carried()), what=what, within=_range(area)
    )  # fmt: skip


def _counted(s: Stretch, verb: Token) -> tuple[Range, ...]:
    """What 首个 counts: the programme right behind it, the one that a dash gives its name, or the subject of 为全国首个."""
    near = [p for p in s.after(verb.end, "programme") if p.start - verb.end <= 2]
    if verb.end == s.high and not near:
        return spans(s.before(verb.start, "programme")[-1:])
    named = [p for r in s.later(1) for p in r.of("programme")[:1]]
    return spans(near[:1] or [p for p in named if s.row.clean.endswith("——", 0, p.head)])


def _means(s: Stretch, verb: Token, what: tuple[Range, ...]) -> bool:
    """Whether a programme is only that by which somebody is first in something else: X推动甲县率先实现……."""
    if what[0][1] > verb.start or what[0][0] < s.low:
        return False
    return any(p.role == "lead" for p in s.before(verb.start, "place", "unit", "body"))


def _area(s: Stretch, verb: Token) -> Piece | None:
    """In which area it is the first: 在全省率先, 率先在全国, 全市首个."""
    front = [
        p
        for p in s.before(verb.start, "area", "place")
        if p.role == "at"
        or p.kind == "area"
        or ("rank.only" in verb.classes and p.end == verb.start)
    ]
    behind = [p for p in s.after(verb.end, "area") if p.start - verb.end <= 1]
    return _last(front) or _last(behind)


def _arose(s: Stretch) -> Reading:
    """X发源于甲县; X从甲县起步."""
    verb = s.verb("verb.arise")
    if verb is None:
        return None
    behind = [p for p in s.after(verb.end, "place") if p.head - verb.end <= 1][:1]
    front = [p for p in s.before(verb.start, "place") if p.role in ("at", "source")][-1:]
    what = spans(s.before(verb.start, "programme")[-1:]) or s.what(verb, back=1)
    if not what or not (behind or front):
        return None
    return _mention(s, "arose", "first", verb, who=spans(behind or front), what=what)


def _origin(s: Stretch) -> Reading:
    """甲县是X的发源地; 作为X的发源地，甲县……."""
    noun = s.verb("noun.origin")
    what = spans(s.before(noun.start, "programme")[-1:]) if noun is not None else ()
    if noun is None or not what:
        return None
    who = spans(s.acting(noun.start))
    for row in s.later(1) if not who else ():
        who = spans([p for p in row.of("place", "body") if p.role == "subject"][:1])
    return _mention(s, "arose", "first", noun, who=who, what=what) if who else None


def _grown(s: Stretch) -> Reading:
    """Y由X升级而来."""
    verb = s.verb("verb.renamed_from")
    front = s.before(verb.start, "programme") if verb is not None else []
    if verb is None or len(front) < _PAIR:
        return None
    to, what = front[0], front[-1]
    return _mention(
        s, "renamed", "renamed", verb, who=s.who(verb.start), what=spans([what]), to=_range(to)
    )


def _spread(s: Stretch) -> Reading:
    """在全县推广; 被省委组织部在全省推广; 全面推开."""
    verb = s.verb("verb.spread", "verb.wide")
    if verb is None or s.planned(verb.start) or _describes(s, verb):
        return None
    if any(t.start <= verb.start < t.end for t in s.words("verb.trial")):
        return None  # 试点推行
    wide = "verb.spread" not in verb.classes
    front = [p for p in s.before(verb.start, *_PLACES) if verb.start - p.end <= _WIDE]
    area = _last([p for p in front if p.role == "at" or (p.kind == "area" and p.role != "with")])
    what = s.what(verb, back=2)
    entire = "全面" in verb.word or s.row.clean.endswith("全面", s.low, verb.start)
    given = any(p.role == "agent" for p in s.before(verb.start, "body"))
    owner = _last([p for p in s.row.of("place") if what and what[0][0] - p.end in (0, 1)])
    taken = owner is not None and any(p is not owner for p in s.before(verb.start, "place", "body"))
    if not what or (area is None and (wide or not (entire or given or taken))):
        return None
    acting = [p for p in s.acting(verb.start) if p is not area and p is not owner]
    actors = acting or s.carried()
    by = _last([p for p in actors if p.kind == "body"] or [p for p in actors if p.role == "agent"])
    if by is None and owner is not None:
        by = _last(acting)  # 某市将甲县X在全市推行
    who = (area.start, area.end) if area is not None else None
    return _mention(
        s, "wide" if wide else "spread", "spread", verb, who=(who,) if who else spans(actors), what=what,
        within=who, push=_range(by), source=_range(owner if owner is not area else None),
    )  # fmt: skip


def _describes(s: Stretch, verb: Token) -> bool:
    """Whether a verb and 的 only describe what follows, which is no programme: 在全省推广的建设中."""
    return s.row.clean.startswith("的", verb.end) and not s.after(verb.end, "programme")


def _begun(s: Stretch) -> Reading:
    """甲县探索X; 2021年，甲县推行X; 在乙镇试点X."""
    verb = s.verb("verb.trial", "verb.begin", "verb.start") or _new(s)
    if verb is None or s.planned(verb.start) or s.goes_on(verb) or s.is_noun(verb):
        return None
    if s.row.words("verb.honour", start=s.low, end=verb.start):
        return None
    trial = "verb.trial" in verb.classes or _on_trial(s, verb)
    at = [p for p in s.before(verb.start, "place") if p.role == "at"]
    what = _object(s, verb, at, trial=trial)
    who = s.who(verb.start)
    push = s.pushed_by(verb.start)
    when = s.when(verb.start)
    order = len(who) > 1 and s.in_order(verb.start)
    new = s.row.analysis.tokens.ending(verb.start, "adverb.new") is not None
    bound = trial or new or not verb.classes.isdisjoint(("verb.begin", "verb.new"))
    if not what or not (bound or when or order or push) or _of_a_day(s, what, when):
        return None
    if at and (trial or not s.acting(verb.start)):
        if not trial and when is None:
            return None  # where it was held
        who = spans(at)
    kind = "trial" if trial else "begun"
    return _mention(s, kind, kind, verb, who=who, what=what, when=when, push=push)


def _whole(s: Stretch, piece: Piece) -> bool:
    """Whether a name is all that is spoken of: “X”于, “X”试点工作在, not “X”运动会."""
    rest = s.row.clean[piece.end : s.high].removeprefix("工作").removeprefix("项目")
    return not rest or rest[0] in _GOES_ON or rest[0].isdigit()


def _of_a_day(s: Stretch, what: tuple[Range, ...], when: str | None) -> bool:
    """Whether what begins is but an event: an activity with its day."""
    activity = s.row.analysis.tokens.ending(what[0][1], "noun.event") is not None
    return activity and when is not None and when.count("-") == _DAY


def _new(s: Stretch) -> Token | None:
    """创新 where a quoted name follows at once."""
    heads = {p.start for p in s.after(s.low, "programme") if s.row.clean[p.start] == "“"}
    return next((t for t in s.verbs("verb.new") if t.end in heads), None)


def _on_trial(s: Stretch, verb: Token) -> bool:
    """Whether what is run is only tried: 开展X试点."""
    behind = s.after(verb.end, "programme")
    tokens = s.row.analysis.tokens
    return bool(behind) and any(
        (tokens.starting(p.end, "verb.trial") or tokens.ending(p.end, "verb.trial")) is not None
        for p in behind[-1:]
    )


def _opened(s: Stretch) -> Reading:
    """2021年10月，X正式上线."""
    verb = s.verb("verb.open")
    if verb is None or s.planned(verb.start):
        return None
    front = [p for p in s.before(verb.start, "programme") if p.role == "subject"]
    when = s.when(verb.start)
    if not front or when is None or not s.closes(verb) or _of_a_day(s, spans(front[:1]), when):
        return None
    return _mention(
        s, "begun", "begun", verb, who=s.who(verb.start), what=spans(front[:1]), when=when
    )


def _object(s: Stretch, verb: Token, at: list[Piece], *, trial: bool) -> tuple[Range, ...]:
    """What is begun: near behind the verb with no carrying out between, or before it in 由甲县于2019年探索, 于2019年在甲县启动."""
    behind = [p for p in s.after(verb.end, "programme") if p.start - verb.end <= _GAP]
    if behind:
        carried = s.row.words("verb.carry", start=verb.start, end=behind[0].start)
        times = s.row.words("noun.times", start=verb.end, end=s.high)
        return () if carried or times else s.what(verb)
    if s.row.clean.startswith("以来", verb.end):  # 自2019年实施以来，X……
        front = s.before(verb.start, "programme")[-1:]
        return spans(front) or next(
            (spans(f[:1]) for r in s.later(1) if (f := r.of("programme"))), ()
        )
    closes = s.high - verb.end <= 3
    front = s.before(verb.start, "programme")
    if closes and front and (at or s.acting(verb.start)):
        return spans(front[-1:]) if _whole(s, front[-1]) else ()
    if closes and ((at and trial) or s.points(verb.start)):
        return s.what(verb, back=1)
    return ()


READINGS: tuple[Callable[[Stretch], Reading], ...] = (
    _renamed, _grown, _ended, _since, _reached, _learned, _first, _arose, _origin, _spread, _begun, _opened,
)  # fmt: skip


def adoptions(text: Text, found: Found) -> Iterator[AdoptionMention]:
    """What a text says of taking up programmes: of each stretch the first reading that fits."""
    for s in stretches(text, found):
        mention = next((m for read in READINGS if (m := read(s)) is not None), None)
        if mention is not None:
            yield mention
            yield from _others(s, mention)


def _others(s: Stretch, mention: AdoptionMention) -> Iterator[AdoptionMention]:
    """The other things of a list that something grew into: 衍生出“X”“Y”."""
    if mention.kind == "derived" and mention.to is not None:
        last = mention.to[1]
        for p in s.after(last, "programme"):
            if s.row.clean[last : p.start] not in ("", "、", "和"):
                return
            yield replace(mention, to=(p.start, p.end))
            last = p.end
