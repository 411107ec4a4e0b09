"""Who took up, tried, spread, learned, renamed or ended a programme: one reading for each sort of verb."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from kg.lexicon.words import of_class
from kg.model import AdoptionMention, Text
from kg.rules.diffusion.begun import BEGIN, also, begun, newly, opened, trial_place
from kg.rules.diffusion.learned import Reading, last, learned, mention, returned
from kg.rules.diffusion.pieces import Piece, Range, Row
from kg.rules.diffusion.stretches import Stretch, first_list, last_list, spans, stretches
from kg.rules.diffusion.times import own_date
from kg.rules.engine import Found
from kg.syntax.clauses import CLEFT
from kg.syntax.tokens import Token

_PAIR = 2
_AREA = 5
_WIDE = 12
_WHOLLY = of_class("adverb.wholly")
_PLACES = ("place", "unit", "area")
_IS = ("为", "是", "在", "系", "属")
_ALL = (*of_class("figure.every"), "各", "其余")


def _renamed(s: Stretch, verb: Token) -> Reading:
    """X更名为Y, 将X升级为Y; 由X衍生出Y."""
    to = next((p for p in s.after(verb.end, "programme") if p.start - verb.end <= 4), None)
    what = spans(last_list(s.row, s.before(verb.start, "programme"))) or s.told(0)
    if to is None or not what:
        return None
    kind = "derived" if "verb.derive" in verb.classes else "renamed"
    return mention(s, kind, verb, who=s.who(verb.start), what=what, to=to)


def _grown(s: Stretch, verb: Token) -> Reading:
    """Y由X升级而来; Y的前身是X; ……Y。其前身是X."""
    front = spans(s.before(verb.start, "programme"))
    if "noun.former" in verb.classes:
        front = front or (s.told(1) if s.row.clean.startswith("其", s.low) else ())
        front += spans(s.after(verb.end, "programme")[:1])
    if len(front) < _PAIR:
        return None
    to, what = front[0], front[-1]
    return mention(s, "renamed", verb, who=s.who(what[0]), what=(what,), to=to)


def _ended(s: Stretch, verb: Token) -> Reading:
    """停止实施X; X行动至某年终止."""
    behind = [p for p in s.after(verb.end, "programme") if _ruled(s, verb, p)]
    closes = s.high - verb.end <= 1
    what = spans(behind[:1]) or (s.what(verb) or s.told(0) if closes else ())
    if not what and closes and s.row.analysis.tokens.starting(s.low, "noun.way"):
        what = s.told(2)
    return mention(s, "ended", verb, who=s.who(verb.start), what=what) if what else None


def _ruled(s: Stretch, verb: Token, piece: Piece) -> bool:
    """Whether a programme is what a verb ends: nothing but a verb of running, its owner or what describes it stands between."""
    if s.row.clean.startswith("的", piece.start - 1) and piece.start - verb.end <= _WIDE:
        return True  # 关停了运行四年的X
    tokens = s.row.analysis.tokens
    run = tokens.starting(verb.end, "verb.start", "verb.begin", "verb.trial")
    at = run.end if run is not None else verb.end
    owner = next((p.end for p in s.after(at, "place", "unit") if p.head == at), at)
    return piece.start - max(at, owner) <= 1


def _since(s: Stretch, verb: Token) -> Reading:
    """X始于2018年; X始于2018年的甲县."""
    what = spans(s.before(verb.start, "programme")[-1:]) or s.what(verb)
    when = own_date(s.text, s.row, verb.end, min(s.high, verb.end + 10))
    if not what or when is None:
        return None
    where = [p for p in s.after(verb.end, "place") if s.high - p.end <= 1]
    if where:
        return mention(s, "first", verb, rule="arose", who=where[:1], what=what, when=when)
    return mention(s, "begun", verb, rule="since", who=s.acting(verb.start), what=what, when=when)


def _reached(s: Stretch, verb: Token) -> Reading:
    """由甲县推广到乙县、丙县; 推广到全县; 推广至全部七个镇; 在乙县、丙县推广."""
    what = s.what(verb, back=2)
    every = s.row.clean.startswith(_ALL, verb.end)
    if what and every and s.row.words("figure.division", start=verb.end, end=s.high):
        return mention(s, "spread", verb, who=s.who(verb.start), what=what)
    targets = s.after(verb.end, *_PLACES)
    if not what or not targets or targets[0].head - verb.end > 6:
        return None
    source = last(s.before(verb.start, "place", role=("source", "agent")))
    area = targets[0]
    if area.kind != "place":
        by = last([p for p in s.acting(verb.start) if p.kind == "body"])
        return mention(s, "spread", verb, who=[area], what=what, within=area, source=source, push=by)
    who = first_list(s.row, [p for p in targets if p.kind == "place"])
    several = len(who) > 1
    return mention(s, "learned", verb, rule="reached", who=who, what=what, source=source, ordered=several)


def _first(s: Stretch, verb: Token) -> Reading:
    """甲县首创X; 甲县在全省率先推行X; 全省首个X; 最早由甲县于2019年试点."""
    adverb, counts = "rank.first" in verb.classes, "rank.only" in verb.classes
    if adverb and (s.verb("verb.arise") or s.words("noun.origin")):
        return None  # 最早诞生于: where it arose is told next
    agent = any(p.role == "agent" for p in s.acting(verb.start))
    untold = agent and s.closes(verb) and s.light(verb.start)  # 2019年由甲镇首创
    opened = adverb and _opens(s, verb)
    back = 2 if untold else 1 if opened or (not adverb and s.points(verb.start)) else 0
    ahead = int(adverb and not s.names_else(verb.end))
    what = _counted(s, verb) if counts else s.what(verb, ahead=ahead, back=back)
    if not what or s.by_person(verb.start) or _means(s, verb, what):
        return None
    area = _area(s, verb)
    who = _cleft(s, verb) or [p for p in s.acting(verb.start) if p is not area and p.kind != "area"]
    if not who and counts:
        who = s.after(verb.end, "place", role=("at", "goal", "agent"))
    when = s.when(verb.start) or (s.when(s.high) if adverb else None)
    return mention(
        s, "first", verb, who=who or s.carried(), what=what, within=area, when=when, push=s.pushed_by(verb.start)
    )


def _opens(s: Stretch, adverb: Token) -> bool:
    """Whether what was told before is what opens, or was done for the first time: 率先|挂牌, 尚属|首次."""
    if adverb.end == s.high and s.row.clean.endswith(_IS, s.low, adverb.start):
        return True
    verb = s.row.analysis.tokens.starting(adverb.end, "verb.open", *BEGIN)
    return verb is not None and s.closes(verb)


def _cleft(s: Stretch, verb: Token) -> list[Piece]:
    """Who is named behind 的是, or 是 right behind the verb: 最先探索X的是|甲县, X最早是|甲县想出来的."""
    is_, at = s.row.clean.startswith("是", verb.end), s.row.clean.find(CLEFT, verb.end, s.high) + 2
    at = verb.end + 1 if is_ else at
    return [p for p in s.after(at, "place", "body") if p.head == at][:1] if at > 1 else []


def _counted(s: Stretch, verb: Token) -> tuple[Range, ...]:
    """What 首个 counts: the programme right behind it or whose place it counts (第一个推行X的县), the one that a dash gives its name,
    or the subject of 为全国首个, be it told before."""
    clean = s.row.clean
    told = s.after(verb.end, "programme")
    near = [p for p in told if p.start - verb.end <= 2 or (clean.startswith("的", p.end) and s.high - p.end <= _AREA)]
    if (verb.end == s.high or s.row.analysis.tokens.starting(verb.end, "point.sort")) and not near:
        subject = spans(s.before(verb.start, "programme")[-1:])
        return subject or (s.told(0) if clean.startswith(_IS, s.low) else ())  # ……，为全国首例
    named = [(r, p) for r in s.later(1) for p in r.of("programme")[:1]]
    dashed = [p for r, p in named if clean.endswith("——", 0, _with_owner(r, p))]
    return spans(near[:1] or dashed)


def _with_owner(row: Row, piece: Piece) -> int:
    """Where a programme begins with the place right before it: ——|甲县“X”平台."""
    return next((p.head for p in row.of("place") if p.end == piece.start), piece.head)


def _means(s: Stretch, verb: Token, what: tuple[Range, ...]) -> bool:
    """Whether a programme is only that by which somebody is first in something else: X推动甲县率先实现……."""
    if what[0][1] > verb.start or what[0][0] < s.low:
        return False
    return bool(s.before(verb.start, "place", "unit", "body", role="lead"))


def _area(s: Stretch, verb: Token) -> Piece | None:
    """In which area it is the first: 在全省率先, 率先在全国, 全市首个, 是某市最早……的乡镇."""
    counts = "rank.only" in verb.classes
    named = s.before(verb.start, "area", "place")
    front = [
        p
        for p in named
        if p.role == "at"
        or p.kind == "area"
        or (p.end == verb.start and (counts or s.row.clean.startswith("是", p.head - 1)))
    ]
    behind = [p for p in s.after(verb.end, "area") if p.start - verb.end <= 1]
    return last(front) or last(behind)


def _arose(s: Stretch, verb: Token) -> Reading:
    """X发源于甲县; X从甲县起步."""
    behind = [p for p in s.after(verb.end, "place") if p.head - verb.end <= 1][:1]
    who = behind or s.before(verb.start, "place", role=("at", "source"))[-1:]
    what = spans(s.before(verb.start, "programme")[-1:]) or s.what(verb, back=1)
    return mention(s, "first", verb, rule="arose", who=who, what=what) if what and who else None


def _origin(s: Stretch, noun: Token) -> Reading:
    """甲县是X的发源地; 作为X的发源地，甲县……; X……，发源地为甲县."""
    told = s.before(noun.start, "programme")[-1:]
    behind = s.after(noun.end, "place")[:1] if s.row.clean.startswith(_IS, noun.end) else []
    what = spans(told) or (s.told(0) if behind else ())
    who = behind or s.acting(noun.start)
    for row in s.later(1) if not who else ():
        who = row.of("place", "body", role="subject")[:1]
    return mention(s, "first", noun, rule="arose", who=who, what=what) if what and who else None


def _spread(s: Stretch, verb: Token) -> Reading:
    """在全县推广; 被省委组织部在全省推广; 全面推开."""
    if s.row.clean.startswith("的", verb.end) and not s.after(verb.end, "programme"):
        return None  # 在全省推广的建设中 only describes
    trial = s.row.analysis.tokens.starting(verb.end, "noun.pilot", "place.trial")
    if trial is not None or s.row.clean.startswith("下", verb.end):
        return None  # 推广试点; 在市委推广下
    if any(t.start <= verb.start < t.end for t in s.words("verb.trial")):
        return None  # 试点推行
    front = [p for p in s.before(verb.start, *_PLACES) if verb.start - p.end <= _WIDE]
    each = last_list(s.row, [p for p in front if p.kind == "place" and p.role == "at"])
    if len(each) > 1:  # 在甲县、乙县推广: each takes it up
        what = s.what(verb, back=2)
        taken_up = what and "verb.spread" in verb.classes
        return mention(s, "learned", verb, rule="reached", who=each, what=what) if taken_up else None
    area = last([p for p in front if p.role == "at" or (p.kind == "area" and p.role != "with")])
    if area is not None and s.row.words("rank.early", start=area.end, end=verb.start):
        return None  # 在全省较早推行: among whom, not over whom
    brings_in = verb.classes.issuperset(("verb.copy", "verb.set"))
    what = s.what(verb, back=0 if brings_in else 2)  # 全县引进项目206个: nothing that was told before
    entire = any(w in verb.word for w in _WHOLLY) or s.row.clean.endswith(_WHOLLY, s.low, verb.start)
    run = "verb.wide" in verb.classes
    wide = run and not entire
    given = bool(s.before(verb.start, "body", role="agent"))
    owner = s.owner(what[0]) if what else None
    taken = owner is not None and any(p is not owner for p in s.before(verb.start, "place", "body"))
    if "verb.open" in verb.classes and (area is None or area.kind == "place"):
        return None  # 在甲县落地
    if not what or (area is None and (run or not (entire or given or taken))) or (run and s.lasted(verb.start)):
        return None
    acting = [p for p in s.acting(verb.start) if p is not area and p is not owner]
    actors = acting or s.carried()
    by = last([p for p in actors if p.kind == "body"] or [p for p in actors if p.role == "agent"])
    if by is None and owner is not None:
        by = last(acting)  # 某市将甲县X在全市推行
    return mention(
        s,
        "spread",
        verb,
        rule="wide" if wide else "spread",
        who=[area] if area is not None else actors,
        what=what,
        within=area,
        push=by,
        source=owner if owner is not area else None,
    )


READINGS: tuple[tuple[Callable[[Stretch, Token], Reading], tuple[str, ...]], ...] = (
    (_renamed, ("verb.rename", "verb.derive")),
    (_grown, ("verb.renamed_from", "noun.former")),
    (_ended, ("verb.end",)),
    (_since, ("verb.since",)),
    (_reached, ("verb.spread_to",)),
    (learned, ("verb.copy", "verb.learn", "verb.follow", "verb.inspire")),
    (returned, (*BEGIN, "verb.open")),
    (_first, ("verb.first", "rank.first", "rank.only")),
    (_arose, ("verb.arise",)),
    (_origin, ("noun.origin",)),
    (_spread, ("verb.spread", "verb.wide", "verb.copy")),
    (also, BEGIN),
    (trial_place, ("verb.honour", "verb.liken", "verb.bear")),
    (begun, BEGIN),
    (newly, ("verb.new",)),
    (opened, ("verb.open",)),
)
"""Which reading the first verb of some classes asks for; none of what is only planned."""


def _read(s: Stretch) -> Reading:
    planned = cache(s.planned)
    for read, classes in READINGS:
        verb = s.verb(*classes)
        if verb is not None and not planned(verb.start) and (told := read(s, verb)) is not None:
            return told
    return None


def adoptions(text: Text, found: Found) -> Iterator[AdoptionMention]:
    """What a text says of taking up programmes: of each stretch the first reading that fits."""
    for s in stretches(text, found):
        told = _read(s)
        if told is not None:
            yield told
            yield from _others(s, told)


def _others(s: Stretch, told: AdoptionMention) -> Iterator[AdoptionMention]:
    """The other things of a list that something grew into: 衍生出“X”“Y”."""
    if told.kind == "derived" and told.to is not None:
        end = told.to[1]
        for p in s.after(end, "programme"):
            if s.row.clean[end : p.start] not in ("", "、", "和"):
                return
            yield replace(told, to=(p.start, p.end))
            end = p.end
