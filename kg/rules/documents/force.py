"""When documents were issued, and from when until when they are in force."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.model import ParticularMention
from kg.rules.documents.roles import Roles, Said
from kg.rules.documents.scene import Doc, Scene
from kg.rules.numbers.dates import SAME_YEAR, SINCE, Date, dates
from kg.rules.numbers.numerals import chinese
from kg.text.dates import date_of_line
from kg.text.positions import blocks_of

_FROM = re.compile(rf"[自从于]([^自从于，]{{4,14}}?)[起开]?(?:始|{any_of('pattern.from_now')})*$")
_FROM_ISSUE = re.compile(
    rf"[自从](?:{any_of('pattern.issue')})之日(?:{any_of('date.since')})(?:{any_of('pattern.from_now')})*$"
)
_UNTIL = re.compile(rf"(?:有效期限?|试行期限?|{any_of('pattern.in_force')})(?:延长|延续)?(?:为|是)?[至到]")
_SPAN = re.compile(
    r"(?:有效期限?|试行期限?|试行|有效期限)(?:暂定)?(?:为|是|：)?([\d一二两三四五六七八九十]{1,3})个?([年月])"
)
_LONGEST = 24
_YEAR = 4


def _absolute(clean: str, start: int, end: int) -> list[Date]:
    """The dates of a stretch that name their year."""
    return [d for d in dates(clean, start, end) if d.value[:1].isdigit()]


def in_force(scene: Scene, roles: Roles) -> Iterator[ParticularMention]:
    """From when and until when the documents of a text are in force."""
    for sentence, said in roles.sentences:
        start, end = sentence.start, sentence.end
        for token in scene.seen.tokens.within(start, end, "doc.begin"):
            if scene.seen.in_title(token.start) or not (doc := _about(roles, token.start, said)):
                continue
            yield from _since(scene, doc, max(start, token.start - _LONGEST), token.start, token.end)
        for pattern, what in ((_UNTIL, "until"), (_SPAN, "span")):
            for m in pattern.finditer(scene.text.clean, start, end):
                doc = _about(roles, m.start() + 1, said)
                if doc is None or scene.seen.in_title(m.start()):
                    continue
                value, upto = _length(m) if what == "span" else _date_at(scene, m.end())
                if value:
                    yield _mention(f"document.{what}", m.start(), upto, doc, what, value)
                if value and m[0].startswith("试行"):
                    yield _mention("document.trial", m.start(), upto, doc, "trial", "true")


def _about(roles: Roles, position: int, said: list[Said]) -> Doc | None:
    """What a clause on being in force is about: a document of its sentence, else the one spoken of last."""
    doc = roles.standing(position, said)
    if doc is not None:
        return doc
    ended = [s.ref.doc for s in said if s.role == "end" and s.ref.start < position]
    return None if ended or said else roles.itself(position)


def _since(scene: Scene, doc: Doc, low: int, at: int, end: int) -> Iterator[ParticularMention]:
    clean = scene.text.clean
    if m := _FROM_ISSUE.search(clean, low, at):
        yield _mention("document.since", m.start(), end, doc, "since", "issued")
    elif m := _FROM.search(clean, low, at):
        found = _absolute(clean, m.start(1), m.end(1))
        if found and found[0].start == m.start(1):
            yield _mention("document.since", m.start(), end, doc, "since", found[0].value)
    else:
        return
    if clean.startswith("试", end - 2):
        yield _mention("document.trial", end - 2, end, doc, "trial", "true")


def _length(m: re.Match[str]) -> tuple[str, int]:
    number = int(m[1]) if m[1].isdigit() else chinese(m[1])
    return ("" if number is None else f"P{int(number)}{'Y' if m[2] == '年' else 'M'}"), m.end()


def _date_at(scene: Scene, position: int) -> tuple[str, int]:
    found = [d for d in _absolute(scene.text.clean, position, position + 14) if d.start == position]
    return (found[0].value, found[0].end) if found else ("", position)


def issued(scene: Scene, roles: Roles) -> Iterator[ParticularMention]:
    """When documents were issued."""
    for doc in scene.selves:
        yield from _of_article(scene, doc)
    known = ""
    for sentence, said in roles.sentences:
        for one in said:
            date = _date_of(scene, one, said, sentence.start, known) if one.ref.titled else None
            if date is not None:
                about = one.ref.doc
                yield _mention("document.date", date.start, date.end, about, "date", date.value)
        full = _absolute(scene.text.clean, sentence.start, sentence.end)
        known = full[-1].value[:_YEAR] if full else known


def _of_article(scene: Scene, doc: Doc) -> Iterator[ParticularMention]:
    """The date that an article which is a document bears: its particulars, its signature, the meeting that passed it."""
    text = scene.text
    blocks = [b for b in blocks_of(text, doc.article) if b.start != doc.mention.start]
    for block in blocks:
        words = text.clean[block.start : block.end]
        passed = words.startswith("（") and words.endswith("通过）")
        date = date_of_line(words.strip("（）") if not passed else words[1:12]) if len(words) < 40 or passed else None
        if passed and date is None:
            first = _absolute(words, 0, len(words))
            date = first[0].value if first else None
        if date is not None:
            yield _mention("document.date", block.start, block.end, doc, "date", date)
            return


def _date_of(scene: Scene, one: Said, said: list[Said], start: int, known: str) -> Date | None:
    """The date in the brackets behind a title, or before it in its clause or at the head of the sentence."""
    clean = scene.text.clean
    if one.ref.end > one.ref.doc.mention.end:
        inside = _absolute(clean, one.ref.doc.mention.end, one.ref.end)
        if full := [d for d in inside if len(d.value) > _YEAR]:
            return full[0]
    clause = scene.seen.clause_at(one.ref.start)
    if (behind := _behind(scene, one, clause.end if clause else one.ref.end)) is not None:
        return behind
    low = clause.start if clause else start
    others = [s.ref.end for s in said if s.ref.end <= one.ref.start]
    before = dates(clean, max(low, *others, 0), one.ref.start)
    of = [d for d in before if _states(clean, d, one)]
    if not of and one.role == "make":
        of = _at_head(scene, one, said, start)
    if not of:
        return None
    last = of[-1]
    if last.value.startswith(SAME_YEAR):
        told = _absolute(clean, start, last.start)
        year = known or (told[0].value[:_YEAR] if told else "")
        return Date(last.start, last.end, last.value.replace(SAME_YEAR, year)) if year else None
    return last if last.value[:1].isdigit() else None


def _behind(scene: Scene, one: Said, end: int) -> Date | None:
    """A date behind a title, in its clause, on which it was issued: 《…》于2023年5月10日印发."""
    tokens = scene.seen.tokens
    behind = _absolute(scene.text.clean, one.ref.end, max(end, one.ref.end))
    made = (d for d in behind if tokens.starting(d.end, "doc.send", "doc.make") is not None)
    return next(made, None)


def _states(clean: str, date: Date, one: Said) -> bool:
    """Whether a date before a title is that of its issue: 2019年印发的《…》, 2023年4月12日出台《…》, 2018年的《…》."""
    if clean[date.end : date.end + 2] in (SINCE, "版（") or clean.endswith(SINCE, date.start, date.end):
        return False
    return one.role == "make" or clean.endswith("的", 0, one.ref.start)


def _at_head(scene: Scene, one: Said, said: list[Said], start: int) -> list[Date]:
    """A date at the head of the sentence, before a comma or its subject."""
    clean = scene.text.clean
    if any(s.role in ("make", "end") and s.ref.start < one.ref.start and not _same_list(scene, s, one) for s in said):
        return []
    opening = (d for d in dates(clean, start, one.ref.start) if d.start == start)
    return [d for d in opening if clean.startswith("，", d.end) and not clean.endswith(SINCE, d.start, d.end)]


def _same_list(scene: Scene, before: Said, one: Said) -> bool:
    between = scene.text.clean[before.ref.end : one.ref.start]
    return len(between) <= 2


def _mention(rule: str, start: int, end: int, doc: Doc, what: str, value: str) -> ParticularMention:
    return ParticularMention(start=start, end=end, rule=rule, about=doc.mention.start, what=what, value=value)
