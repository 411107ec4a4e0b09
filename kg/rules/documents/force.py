"""When documents were issued, and from when until when they are in force."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import ParticularMention
from kg.rules.documents.roles import Roles
from kg.rules.documents.scene import Doc, Ref, Scene
from kg.rules.numbers.dates import SAME_YEAR, SINCE, Date, dates
from kg.rules.numbers.numerals import chinese
from kg.text.dates import date_of_line
from kg.text.positions import blocks_of

_FROM_NOW = any_of("pattern.from_now")
_FROM = re.compile(rf"[自从于]([^自从于，]{{4,14}}?)[起开]?(?:始|{_FROM_NOW})*$")
_FROM_ISSUE = re.compile(rf"[自从](?:{any_of('pattern.issue')})之日(?:{any_of('date.since')})(?:{_FROM_NOW})*$")
_UNTIL = re.compile(rf"(?:有效期限?|试行期限?|{any_of('pattern.in_force')})(?:延长|延续)?(?:为|是)?[至到]")
_SPAN = re.compile(r"(?:有效期限?|试行期限?|试行)(?:暂定)?(?:为|是|：)?([\d一二两三四五六七八九十]{1,3})个?([年月])")
_TRIAL = "试"
_LONGEST, _DATE, _LINE, _SIGNED = 24, 14, 40, 12
_YEAR = 4


def _absolute(clean: str, start: int, end: int) -> list[Date]:
    """The dates of a stretch that name their year."""
    return [d for d in dates(clean, start, end) if d.value[:1].isdigit()]


# ---------------------------------------------------------------------- in force


def in_force(scene: Scene, roles: Roles) -> Iterator[ParticularMention]:
    """From when and until when the documents of a text are in force."""
    clean, analysis = scene.text.clean, scene.analysis
    for sentence, said in roles.sentences:
        for token in analysis.tokens.within(sentence.start, sentence.end, "doc.begin"):
            doc = None if analysis.in_title(token.start) else _about(roles, token.start, said)
            if doc is not None:
                yield from _since(clean, doc, max(sentence.start, token.start - _LONGEST), token.start, token.end)
        for pattern, what in ((_UNTIL, "until"), (_SPAN, "span")):
            for m in pattern.finditer(clean, sentence.start, sentence.end):
                doc = _about(roles, m.start() + 1, said)
                value, end = _length(m) if what == "span" else _date_at(clean, m.end())
                if doc is not None and value:
                    yield doc.said(what, m.start(), end, value)
                    if m[0].startswith(_TRIAL):
                        yield doc.said("trial", m.start(), end, "true")


def _about(roles: Roles, position: int, said: list[Ref]) -> Doc | None:
    """What a clause on being in force is about: a document of its sentence, else the article itself where it names none."""
    return roles.standing(position, said) or (None if said else roles.scene.itself(position))


def _since(clean: str, doc: Doc, low: int, at: int, end: int) -> Iterator[ParticularMention]:
    issue, begins = _FROM_ISSUE.search(clean, low, at), _FROM.search(clean, low, at)
    if issue is not None:
        yield doc.said("since", issue.start(), end, "issued")
    elif begins is None:
        return
    elif value := _date_at(clean, begins.start(1), begins.end(1))[0]:
        yield doc.said("since", begins.start(), end, value)
    if clean.startswith(_TRIAL, end - 2):
        yield doc.said("trial", end - 2, end, "true")


def _length(m: re.Match[str]) -> tuple[str, int]:
    number = int(m[1]) if m[1].isdigit() else chinese(m[1])
    return ("" if number is None else f"P{int(number)}{'Y' if m[2] == '年' else 'M'}"), m.end()


def _date_at(clean: str, position: int, end: int | None = None) -> tuple[str, int]:
    """The date that begins at a position, and where it ends."""
    found = _absolute(clean, position, position + _DATE if end is None else end)[:1]
    return next(((d.value, d.end) for d in found if d.start == position), ("", position))


# ---------------------------------------------------------------------- issued


def issued(scene: Scene, roles: Roles) -> Iterator[ParticularMention]:
    """When documents were issued."""
    for doc in scene.selves:
        yield from _of_article(scene, doc)
    known = ""
    for sentence, said in roles.sentences:
        for one in said:
            if one.titled and (date := _date_of(scene, one, said, sentence.start, known)) is not None:
                yield one.doc.said("date", date.start, date.end, date.value)
        if full := _absolute(scene.text.clean, sentence.start, sentence.end):
            known = full[-1].value[:_YEAR]


def _of_article(scene: Scene, doc: Doc) -> Iterator[ParticularMention]:
    """The date that an article which is a document bears: its particulars, its signature, the meeting that passed it."""
    for block in blocks_of(scene.text, doc.article):
        words = scene.words(block)
        date = None
        if words.startswith("（") and words.endswith("通过）"):
            date = date_of_line(words[1:_SIGNED]) or next((d.value for d in _absolute(words, 0, len(words))), None)
        elif len(words) < _LINE and block.start != doc.mention.start:
            date = date_of_line(words.strip("（）"))
        if date is not None:
            yield doc.said("date", block.start, block.end, date)
            return


def _date_of(scene: Scene, one: Ref, said: list[Ref], start: int, known: str) -> Date | None:
    """The date in the brackets behind a title, behind it with a verb of issuing (《…》于2023年5月10日印发), before it in its clause, or
    at the head of the sentence."""
    clean, tokens = scene.text.clean, scene.analysis.tokens
    clause = scene.analysis.clause_at(one.start)
    low, high = (clause.start, max(clause.end, one.end)) if clause else (start, one.end)
    for d in _absolute(clean, one.doc.mention.end, one.end):
        if len(d.value) > _YEAR:
            return d
    for d in _absolute(clean, one.end, high):
        if tokens.starting(d.end, "doc.send", "doc.make") is not None:
            return d
    low = max([low, *(s.end for s in said if s.end <= one.start)])
    of = [d for d in dates(clean, low, one.start) if _states(clean, d, one)]
    if not of and one.role == "make":
        of = _at_head(clean, one, said, start)
    if not of:
        return None
    last = of[-1]
    if last.value.startswith(SAME_YEAR):
        told = _absolute(clean, start, last.start)
        year = known or (told[0].value[:_YEAR] if told else "")
        return Date(last.start, last.end, last.value.replace(SAME_YEAR, year)) if year else None
    return last if last.value[:1].isdigit() else None


def _states(clean: str, date: Date, one: Ref) -> bool:
    """Whether a date before a title is that of its issue: 2019年印发的《…》, 2023年4月12日出台《…》, 2018年的《…》."""
    if clean.startswith((SINCE, "版（"), date.end) or clean.endswith(SINCE, date.start, date.end):
        return False
    return one.role == "make" or clean.endswith("的", 0, one.start)


def _at_head(clean: str, one: Ref, said: list[Ref], start: int) -> list[Date]:
    """A date at the head of the sentence, before a comma; none that is of a document told before, but in the same list."""
    before = (s.end for s in said if s.role in ("make", "end") and s.start < one.start)
    if any(one.start - end > 2 for end in before):
        return []
    opening = (d for d in dates(clean, start, one.start) if d.start == start)
    return [d for d in opening if clean.startswith("，", d.end) and not clean.endswith(SINCE, d.start, d.end)]
