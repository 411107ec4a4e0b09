"""What a programme was recognised with: made a pilot or an example, chosen, given a prize, praised in writing, reported."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Any

from kg.lexicon import levels
from kg.model import RecognitionMention
from kg.rules.diffusion.adoptions import VERBS
from kg.rules.diffusion.pieces import Piece, Range
from kg.rules.diffusion.rows import Row, ranges
from kg.syntax.clauses import CLEFT
from kg.syntax.quotations import UNQUOTED
from kg.syntax.tokens import Token

_LAST = 6
_RECIPIENTS = ("其", "该", "这", "“")
_CLOSING = "”“等了"
_AND = ("、", "和", "及", "与")
_LEVELS = tuple(f"level.{level}" for level in levels.HONOURING)
_SORTS = (("pilot", "noun.pilot"), ("demonstration", "noun.model"), ("selected", "noun.case"), ("award", "noun.prize"))
HEADS = (*VERBS, "verb.listed", "verb.instruct", "verb.report")
"""The words of which a clause must have one to tell of spread or recognition."""


def _recognised(row: Row, verb: Token, kind: str, what: list[Piece], scope: Range, **said: Any) -> RecognitionMention:
    """A recognition that a verb tells; its level is told in ``scope`` unless said otherwise. A date that belongs to what another
    clause tells is not its own."""
    silent = takewhile(lambda r: not r.words(*HEADS), row.earlier())
    said.setdefault("level", _level(row, scope))
    when = row.date(row.start, verb.start) or row.opened(silent)
    return RecognitionMention(
        start=row.whole.start,
        end=row.whole.end,
        rule=f"diffusion.{kind}",
        kind=kind,
        what=ranges(what),
        scope=scope,
        when=when,
        **said,
    )


def _range(pieces: list[Piece]) -> Range | None:
    """Where the last of some pieces stands."""
    return next(iter(ranges(pieces[-1:])), None)


# ---------------------------------------------------------------------- pilots, examples, choices, prizes


def _honours(row: Row) -> Iterator[RecognitionMention]:
    """列为试点, 评为案例, 荣获一等奖: one for each verb, and for each item of a list behind it."""
    verbs = row.verbs("verb.honour")
    for verb, end in zip(verbs, [*(v.start for v in verbs[1:]), row.end], strict=False):
        if row.planned(verb) or row.clean.startswith("的", verb.end):
            continue  # 唯一入选的项目 only describes
        what = _what(row, verb)
        named = bool(row.before(verb.start, "programme", "title"))
        for title in _titles(row, verb, end) if what else ():
            kind = _kind(row, verb, title, named)
            if kind is None or not (named or _of_programme(row, title)):
                continue
            for scope in _scopes(row, title):
                by, level = _by(row, verb, title) or _announcer(row), _level(row, scope) or _contest(row)
                yield _recognised(row, verb, kind, what, scope, by=by, title=title, level=level)


def _what(row: Row, verb: Token) -> list[Piece]:
    """The programmes that are recognised: before the verb, in titles, pointed to, or the one that the sentence told last where the
    clause names nobody else."""
    named = row.last_list(row.before(verb.start, "programme")) or _in_titles(row, verb.start)[-1:]
    if named:
        return named
    if row.points(verb.start):
        return row.pointed()
    own = row.before(verb.start, "place", "body", "unit", role="subject owner")
    gives = bool(own) and "verb.give" in verb.classes and row.clean.startswith(_RECIPIENTS, verb.end)
    told = gives or row.moves_this(verb.start) or (not own and row.light(verb.start))
    return row.spoken_of() if told else []


def _in_titles(row: Row, end: int) -> list[Piece]:
    """The programmes that the titles before a position speak of, one for each: 《甲县“X”……》获评优秀案例."""
    found: list[Piece] = []
    for title in row.before(end, "title"):
        own = [p for p in row.inner if title.start < p.start < title.end]
        words = row.clean[title.start : title.end].translate(UNQUOTED)
        cores = ((p, core) for p in row.all.laid.free if p.kind == "programme" for core in _cores(row, p))
        named = [(len(core), -p.start, p) for p, core in cores if core in words]
        if own or named:
            found.append(own[0] if own else max(named)[2])
    return found


def _cores(row: Row, piece: Piece) -> Iterator[str]:
    """The words of a programme as titles quote it: those between its marks, those behind 的, or all."""
    words = row.clean[piece.start : piece.end]
    _, mark, behind = words.partition("“")
    quoted, _, rest = behind.partition("”")
    cores = (quoted, rest.removeprefix("的") if rest.startswith("的") else "") if mark else (words,)
    return (core.translate(UNQUOTED) for core in cores if len(core) > 2)


def _titles(row: Row, verb: Token, end: int) -> Iterator[Range]:
    """What is given: one range behind the verb, or several where each item of a list is a title of its own; a prize that the verb
    tells itself, with who gives it: 获省政府|通报表扬."""
    if "noun.prize" in verb.classes:
        givers = [p.start for p in row.before(verb.start, "body", "area") if p.end == verb.start]
        yield (*givers, verb.start)[0], verb.end
        return
    start = verb.end
    cuts = [i for i in range(start, end) if row.clean[i] in "、和及" and not row.holds(i)]
    for cut in [*cuts, end]:
        if cut == end or (_sorts(row, (start, cut)) and _sorts(row, (cut + 1, end))):
            if cut > start:
                yield start, cut
            start = cut + 1


def _of_programme(row: Row, title: Range) -> bool:
    """Whether a programme may bear a title: no count of prizes, no title of a place or a person."""
    start, end = title[0], title[0] + len(row.clean[slice(*title)].rstrip(_CLOSING))
    persons = row.analysis.tokens.within(max(start, end - _LAST), end, "body.post", "noun.person")
    other = row.analysis.tokens.ending(end, "title.other", since=start)
    return other is None and not any(len(t.word) > 1 for t in persons)


def _scopes(row: Row, title: Range) -> list[Range]:
    """The words that tell of which level a title is: all of it, or each of several levels that share it (省级、国家级试点)."""
    told = row.analysis.tokens.within(*title, *_LEVELS, "unit.whole")
    joined = all(row.clean[a.end : b.start] in _AND for a, b in pairwise(told))
    return [(t.start, t.end) for t in told] if len(told) > 1 and joined else [title]


def _sorts(row: Row, span: Range) -> list[str]:
    found = row.analysis.tokens.within(*span, *(cls for _, cls in _SORTS), "noun.place")
    return [kind for kind, cls in _SORTS if any(cls in t.classes for t in found)]


def _kind(row: Row, verb: Token, title: Range, named: bool) -> str | None:
    """What sort of recognition a title is: what it names, else what its verb usually gives."""
    sorts, got = _sorts(row, title), "verb.get" in verb.classes
    if got:
        return next((k for k in ("award", "selected") if k in sorts), None)
    if sorts or not named:
        return next(iter(sorts), None)
    if "verb.enter" in verb.classes and title[1] - title[0] > 3:
        return "selected"
    return "award" if "”" in row.clean[slice(*title)] and _level(row, title) is not None else None


def _by(row: Row, verb: Token, title: Range) -> Range | None:
    """The body that recognises: 被 whom, else the subject that does it to what stands behind 把 or 将, else the one that the title
    begins with (入选最高人民法院发布的典型案例)."""
    actors = row.before(verb.start, "body", "place", role="agent")
    moved = row.before(verb.start, "programme", role="object") or "verb.give" in verb.classes
    if not actors and (moved or row.moves_this(verb.start)):
        actors = row.before(verb.start, "body", role="subject")
    cases = row.analysis.tokens.within(*title, "noun.case")
    named = [p for p in row.after(verb.end, "body") if p.start == title[0]]
    actors = actors or [p for p in named if not any(t.start <= p.end < t.end for t in cases)]
    return _range(actors[:1])


def _announcer(row: Row) -> Range | None:
    """The body that tells of it in the clauses before: 省农业农村厅公布典型案例，……入选."""
    told = ((r, t) for r in row.earlier() for t in r.words("verb.announce", "noun.prize")[:1])
    return next((_range(r.before(t.start, "body", role="subject")) for r, t in told), None)


def _contest(row: Row) -> str | None:
    """The level of the contest that the clauses before name: 在全国优秀案例评选中，……."""
    contests = ((r, t) for r in (row, *row.earlier()) for t in r.words("noun.contest"))
    return next((_level(row, (r.start, t.end)) for r, t in contests), None)


def _level(row: Row, span: Range) -> str | None:
    """The level that words of a stretch tell."""
    found = row.analysis.tokens.within(*span, *_LEVELS)
    return next((x for t in found for x in levels.HONOURING if f"level.{x}" in t.classes), None)


def _listed(row: Row) -> Iterator[RecognitionMention]:
    """公布全国典型案例名单，X上榜; 全国典型案例发布，X入选; 甲县入选的是X."""
    entered = row.verb("verb.enter")
    alone = entered is not None and (row.end == entered.end or row.clean.startswith(CLEFT, entered.end))
    verb = row.verb("verb.listed") or (entered if alone else None)
    if verb is None:
        return
    behind = row.clean.startswith(CLEFT, verb.end)
    what = row.after(verb.end, "programme")[:1] if behind else row.last_list(row.before(verb.start, "programme"))
    for r in row.earlier() if what else ():
        cases, told = r.words("noun.case"), r.words("verb.announce")
        if cases and told:
            title = (r.start if cases[0].start < told[0].start else told[-1].end, cases[-1].end)
            yield _recognised(row, verb, "selected", what, title, title=title)
            return


# ---------------------------------------------------------------------- written words and reports


def _instructed(row: Row) -> Iterator[RecognitionMention]:
    """获市委主要领导批示; 省委书记作出批示."""
    verb = row.verb("verb.instruct")
    if verb is None or row.planned(verb):
        return
    what = row.before(verb.start, "programme")[-1:] or row.told(1)
    bodies, tokens = row.before(verb.start, "body"), row.analysis.tokens
    led = [p for p in bodies if tokens.starting(p.end, "body.post", "noun.leader") is not None]
    for by in ranges(led or bodies[-1:]) or (None,) if what else ():
        yield _recognised(row, verb, "instruction", what, by or (row.start, verb.start), by=by)


def _reported(row: Row) -> Iterator[RecognitionMention]:
    """被新华社、人民日报等报道; 在广西日报刊发; 登上央视."""
    verb = row.verb("verb.report")
    if verb is None or row.planned(verb):
        return
    media = [p for p in row.of("body") if p.medium]
    press = row.words("noun.press", end=verb.start)
    if not media and press:  # 被多家媒体报道
        what = row.before(press[0].start, "programme")[-1:] or row.spoken_of() or row.told(1)
        if what:
            yield _recognised(row, verb, "media", what, (row.start, verb.start))
            return
    media = [p for p in media if p.role != "aside" and not _makes(row, p, verb)] or _papers(row, verb)
    if not media:
        return
    columns = [p for p in media if p.role == "agent"]  # 被某台“……”栏目报道
    what = row.before(columns[0].start if columns else row.end, "programme")[:1] or _reported_before(row, verb, media)
    low = row.start
    for p in media if what else ():
        yield _recognised(row, verb, "media", what, (low, p.end), by=(p.start, p.end), level=None)
        low = p.end if p.kind == "title" else row.start  # 《人民日报》《甲市日报》: each by itself


def _makes(row: Row, medium: Piece, verb: Token) -> bool:
    """Whether a medium runs what is named itself, so that 报道 is a noun: 中心参与“…”主题报道."""
    return medium.role == "subject" and any(medium.end <= p.start for p in row.before(verb.start, "programme"))


def _papers(row: Row, verb: Token) -> list[Piece]:
    """The papers 《…》《…》 that stand before a verb of reporting, or right behind it (登上《甲市日报》)."""
    titles = row.of("title")
    behind = [p for p in titles if p.start == verb.end and row.clean.startswith("报》", p.end - 2)]
    # a headline is no paper: 以《……》为题
    return behind or [p for p in titles if p.end <= verb.start and not row.clean.startswith("为", p.end)]


def _reported_before(row: Row, verb: Token, media: list[Piece]) -> list[Piece]:
    """The programme that was told before, or is told next, and is reported on here: 人民日报予以报道, 被新华社报道, 登上央视."""
    for r in row.later(1):  # 某台播出专题片，介绍X
        if row.analysis.tokens.starting(r.start, "verb.report", "verb.speak") is not None:
            return r.of("programme")[:1]
    passive = any(p.role == "agent" for p in media)
    return row.told(1) if passive or row.closes(verb) or verb.end <= media[0].start else []


def recognitions(row: Row) -> Iterator[RecognitionMention]:
    """What a clause says of the recognition of programmes."""
    for read in (_honours, _listed, _instructed, _reported):
        yield from read(row)
