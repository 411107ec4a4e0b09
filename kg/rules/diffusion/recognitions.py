"""What a programme was recognised with: made a pilot or an example, chosen, given a prize, praised in writing, reported."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from kg.lexicon import kinds
from kg.model import OrganisationMention, RecognitionMention, Text
from kg.rules.diffusion.pieces import Piece, Range, Row
from kg.rules.diffusion.stretches import Stretch, last_list, spans, stretches
from kg.rules.engine import Found
from kg.syntax.clauses import CLEFT
from kg.syntax.tokens import Token

_LAST = 6
_RECIPIENTS = ("其", "该", "这", "“")
_CLOSING = "”“等了"
_AND = ("、", "和", "及", "与")
_UNQUOTED = str.maketrans("", "", "“”")
LEVELS = ("national", "province", "prefecture", "county", "township")
_SORTS = (("pilot", "noun.pilot"), ("demonstration", "noun.model"), ("selected", "noun.case"), ("award", "noun.prize"))


def _mention(
    s: Stretch, verb: Token, kind: str, what: tuple[Range, ...], scope: Range, **said: Any
) -> RecognitionMention:
    """A recognition that a verb tells; its level is told in ``scope`` unless said otherwise."""
    said.setdefault("level", _level(s, scope))
    return RecognitionMention(
        start=s.row.clause.start,
        end=s.row.clause.end,
        rule=f"diffusion.{kind}",
        kind=kind,
        what=what,
        scope=scope,
        when=s.when_alone(verb.start),
        **said,
    )


def _what(s: Stretch, verb: Token) -> tuple[Range, ...]:
    """The programmes that are recognised: before the verb, in titles, pointed to, or the one that the sentence told last where the
    clause names nobody else."""
    front = s.before(verb.start, "programme")
    if front:
        return spans(last_list(s.row, front))
    if titled := _in_titles(s, s.row, s.low, verb.start)[-1:]:
        return titled
    if s.points(verb.start):
        return s.pointed()
    if s.moves_this(verb.start):
        return s.spoken_of()
    own = s.before(verb.start, "place", "body", "unit", role=("subject", "owner"))
    if "verb.give" in verb.classes and own:
        return s.spoken_of() if s.row.clean.startswith(_RECIPIENTS, verb.end) else ()
    return s.spoken_of() if not own and s.light(verb.start) else ()


def _praise(s: Stretch, verb: Token) -> Range:
    """A prize that its verb tells itself, with who gives it: 获省政府|通报表扬."""
    givers = [p for p in s.before(verb.start, "body", "area") if p.end == verb.start]
    return (givers[-1].start if givers else verb.start, verb.end)


def _in_titles(s: Stretch, row: Row, start: int, end: int) -> tuple[Range, ...]:
    """The programmes that the titles in a part of a clause speak of, one for each: 《甲县“X”……》获评优秀案例."""
    found: list[Piece] = []
    for title in row.of("title", start=start, end=end):
        words = row.clean[title.start : title.end].translate(_UNQUOTED)
        own = [p for p in row.inner if title.start < p.start < title.end]
        named = [
            (len(core), -p.start, p)
            for r in s.rows
            for p in r.of("programme")
            for core in _cores(s, p)
            if core in words
        ]
        if own or named:
            found.append(own[0] if own else max(named, key=lambda n: n[:2])[2])
    return spans(found)


def _cores(s: Stretch, piece: Piece) -> Iterator[str]:
    """The words of a programme as titles quote it: those between its marks, those behind 的, or all."""
    words = s.row.clean[piece.start : piece.end]
    _, mark, behind = words.partition("“")
    quoted, _, rest = behind.partition("”")
    cores = (quoted, rest.removeprefix("的") if rest.startswith("的") else "") if mark else (words,)
    return (core.translate(_UNQUOTED) for core in cores if len(core) > 2)


def _honours(s: Stretch) -> Iterator[RecognitionMention]:
    """列为试点, 评为案例, 荣获一等奖: one for each verb, and for each item of a list behind it."""
    verbs = s.verbs("verb.honour")
    for i, verb in enumerate(verbs):
        if s.planned(verb.start) or s.row.clean.startswith("的", verb.end):
            continue  # 唯一入选的项目 only describes
        end = verbs[i + 1].start if i + 1 < len(verbs) else s.high
        what = _what(s, verb)
        if not what:
            continue
        named = bool(s.before(verb.start, "programme") or s.row.of("title", start=s.low, end=verb.start))
        titles = [_praise(s, verb)] if "noun.prize" in verb.classes else _titles(s, verb, end)
        for title in titles:
            kind = _kind(s, verb, title, named)
            if kind is None or not (named or _of_programme(s, title)):
                continue
            for scope in _scopes(s, title):
                by, level = _by(s, verb, title) or _announcer(s), _level(s, scope) or _contest(s)
                yield _mention(s, verb, kind, what, scope, by=by, title=title, level=level)


def _of_programme(s: Stretch, title: Range) -> bool:
    """Whether a programme may bear a title: no count of prizes, no title of a place or a person."""
    start, end = title
    while end > start and s.row.clean[end - 1] in _CLOSING:
        end -= 1
    tokens = s.row.analysis.tokens
    other = tokens.ending(end, "title.other", since=start)
    persons = tokens.within(max(start, end - _LAST), end, "body.post", "noun.person")
    return other is None and not any(len(t.word) > 1 for t in persons)


def _titles(s: Stretch, verb: Token, end: int) -> Iterator[Range]:
    """What stands behind the verb: one range, or several where each item of a list is a title of its own."""
    clean, start = s.row.clean, verb.end
    cuts = [i for i in range(start, end) if clean[i] in "、和及" and not s.row.holds(i)]
    for cut in [*cuts, end]:
        if cut == end or (_sorts(s, (start, cut)) and _sorts(s, (cut + 1, end))):
            if cut > start:
                yield start, cut
            start = cut + 1


def _scopes(s: Stretch, title: Range) -> list[Range]:
    """The words that tell of which level a title is: all of it, or each of several levels that share it (省级、国家级试点)."""
    levels = (*(f"level.{x}" for x in LEVELS), "unit.whole")
    told = s.row.analysis.tokens.within(*title, *levels)
    joined = all(s.row.clean[a.end : b.start] in _AND for a, b in pairwise(told))
    return [(t.start, t.end) for t in told] if len(told) > 1 and joined else [title]


def _sorts(s: Stretch, span: Range) -> list[str]:
    tokens = s.row.analysis.tokens
    found = tokens.within(*span, *(cls for _, cls in _SORTS), "noun.place")
    return [kind for kind, cls in _SORTS if any(cls in t.classes for t in found)]


def _kind(s: Stretch, verb: Token, title: Range, named: bool) -> str | None:
    """What sort of recognition a title is: what it names, else what its verb usually gives."""
    sorts, got = _sorts(s, title), "verb.get" in verb.classes
    order = ("award", "selected") if got else ("pilot", "demonstration", "selected", "award")
    kind = next((k for k in order if k in sorts), None)
    if kind is not None or got:
        return kind
    if named and "verb.enter" in verb.classes and title[1] - title[0] > 3:
        return "selected"
    called = "”" in s.row.clean[title[0] : title[1]] and _level(s, title) is not None
    return "award" if named and called else None


def _by(s: Stretch, verb: Token, title: Range) -> Range | None:
    """The body that recognises: 被 whom, else the subject that does it to what stands behind 把 or 将."""
    actors = s.before(verb.start, "body", "place", role="agent")
    if not actors:
        front = s.before(verb.start, "programme")
        moved = any(p.role == "object" for p in front) or "verb.give" in verb.classes
        moved |= s.moves_this(verb.start)
        actors = s.before(verb.start, "body", role="subject") if moved else []
    if not actors:  # 入选最高人民法院发布的典型案例
        cases = s.row.analysis.tokens.within(*title, "noun.case")
        named = [p for p in s.after(verb.end, "body") if p.start == title[0]]
        actors = [p for p in named if not any(t.start <= p.end < t.end for t in cases)]
    return (actors[0].start, actors[0].end) if actors else None


def _announcer(s: Stretch) -> Range | None:
    """The body that tells of it in the clauses before: 省农业农村厅公布典型案例，……入选."""
    for row in s.earlier():
        for told in row.words("verb.announce", "noun.prize")[:1]:
            acting = row.of("body", end=told.start, role="subject")
            return spans(acting[-1:])[0] if acting else None
    return None


def _contest(s: Stretch) -> str | None:
    """The level of the contest that the clauses before name: 在全国优秀案例评选中，……."""
    for row in (s.row, *s.earlier()):
        for t in row.words("noun.contest"):
            return _level(s, (row.clause.start, t.end))
    return None


def _level(s: Stretch, span: Range) -> str | None:
    """The level that words of a stretch tell."""
    found = s.row.analysis.tokens.within(*span, *(f"level.{x}" for x in LEVELS))
    return next((x for t in found for x in LEVELS if f"level.{x}" in t.classes), None)


def _listed(s: Stretch) -> Iterator[RecognitionMention]:
    """公布全国典型案例名单，X上榜; 全国典型案例发布，X入选; 甲县入选的是X."""
    verb = s.verb("verb.listed") or _only_entered(s)
    if verb is None:
        return
    behind = s.row.clean.startswith(CLEFT, verb.end)
    front = last_list(s.row, s.before(verb.start, "programme"))
    what = spans(s.after(verb.end, "programme")[:1] if behind else front)
    for row in s.earlier() if what else ():
        cases, told = row.words("noun.case"), row.words("verb.announce")
        if cases and told:
            first = row.clause.start if cases[0].start < told[0].start else told[-1].end
            title = (first, cases[-1].end)
            yield _mention(s, verb, "selected", what, title, title=title)
            return


def _only_entered(s: Stretch) -> Token | None:
    """入选 with nothing behind it that it could enter, or 入选的是."""
    verb = s.verb("verb.enter")
    if verb is None:
        return None
    return verb if s.high == verb.end or s.row.clean.startswith(CLEFT, verb.end) else None


def _instructed(s: Stretch) -> Iterator[RecognitionMention]:
    """获市委主要领导批示; 省委书记作出批示."""
    verb = s.verb("verb.instruct")
    if verb is None or s.planned(verb.start):
        return
    what = spans(s.before(verb.start, "programme")[-1:]) or s.told(1)
    bodies = s.before(verb.start, "body")
    tokens = s.row.analysis.tokens
    led = [p for p in bodies if tokens.starting(p.end, "body.post", "noun.leader") is not None]
    told: list[Piece | None] = [*(led or bodies[-1:])] or [None]
    for p in told if what else ():
        by = (p.start, p.end) if p is not None else None
        yield _mention(s, verb, "instruction", what, by or (s.low, verb.start), by=by)


def _reported(s: Stretch, found: Found) -> Iterator[RecognitionMention]:
    """被新华社、人民日报等报道; 在广西日报刊发; 登上央视."""
    verb = s.verb("verb.report")
    if verb is None or s.planned(verb.start):
        return
    media = [p for p in s.row.of("body", start=s.low, end=s.high) if _is_medium(found, p)]
    titles = s.before(s.high, "title")
    press = s.words("noun.press")
    front = spans(s.before(press[0].start if press else s.low, "programme")[-1:])
    what = front or s.spoken_of() or s.told(1)
    if not media and press and press[0].end <= verb.start and what:
        yield _mention(s, verb, "media", what, (s.low, verb.start))
        return
    media = [p for p in media if not _makes(s, p, verb)]
    media = [p for p in media if p.role != "aside"] or _named_papers(s.row.clean, verb, titles)
    if not media:
        return
    columns = [p for p in media if p.role == "agent"]  # 被某台“……”栏目报道
    programmes = s.before(columns[0].start if columns else s.high, "programme")
    what = spans(programmes[:1]) or _reported_before(s, verb, media)
    low = s.low
    for p in media if what else ():
        yield _mention(s, verb, "media", what, (low, p.end), by=(p.start, p.end), level=None)
        low = p.end if p.kind == "title" else s.low  # 《人民日报》《甲市日报》: each by itself


def _makes(s: Stretch, medium: Piece, verb: Token) -> bool:
    """Whether a medium runs what is named itself, so that 报道 is a noun: 中心参与“…”主题报道."""
    between = s.row.of("programme", start=medium.end, end=verb.start)
    return medium.role == "subject" and bool(between)


def _named_papers(clean: str, verb: Token, titles: list[Piece]) -> list[Piece]:
    """The papers 《…》《…》 that stand before a verb of reporting, or right behind it."""
    behind = [p for p in titles if p.start == verb.end and clean.startswith("报》", p.end - 2)]
    if behind:
        return behind  # 登上《甲市日报》
    # a headline is no paper: 以《……》为题
    return [p for p in titles if p.end <= verb.start and not clean.startswith("为", p.end)]


def _reported_before(s: Stretch, verb: Token, media: list[Piece]) -> tuple[Range, ...]:
    """The programme that was told before, or is told next, and is reported on here: 人民日报予以报道, 被新华社报道, 登上央视."""
    tokens = s.row.analysis.tokens
    for row in s.later(1):  # 某台播出专题片，介绍X
        if tokens.starting(row.clause.start, "verb.report", "verb.speak") is not None:
            return spans(row.of("programme")[:1])
    passive = any(p.role == "agent" for p in media)
    return s.told(1) if passive or s.closes(verb) or verb.end <= media[0].start else ()


def _is_medium(found: Found, piece: Piece) -> bool:
    return any(o.kind == kinds.MEDIA for o in found.covering(OrganisationMention, piece.start, piece.end))


def recognitions(text: Text, found: Found) -> Iterator[RecognitionMention]:
    """What a text says of the recognition of programmes."""
    for s in stretches(text, found):
        yield from _honours(s)
        yield from _listed(s)
        yield from _instructed(s)
        yield from _reported(s, found)
