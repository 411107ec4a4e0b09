"""What texts say of policy documents: numbers, dates, force, and how one document stands to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.lexicon.words import of_class
from kg.model import BlockKind, Mention, ParticularMention, Text
from kg.rules.documents.force import in_force, issued
from kg.rules.documents.numbers import Number
from kg.rules.documents.roles import Roles, Said
from kg.rules.documents.scene import Doc, Ref, Scene, scene
from kg.rules.engine import Family, Found, told_apart
from kg.text.officials import is_official_line

_ALIAS = of_class("pattern.hereafter")
_EDGES = {"basis": "basis", "carry": "carries"}
_FAR = 60
_NOTICE = "的通知"
_HERE = of_class("pattern.lays_down")


def _particular(rule: str, start: int, end: int, about: Doc, **said: object) -> ParticularMention:
    return ParticularMention(start=start, end=end, rule=rule, about=about.mention.start, **said)  # type: ignore[arg-type]


def _number(here: Scene, roles: Roles) -> Iterator[Mention]:
    """Numbers in the brackets behind a title, right before it, at the head of the article, or alone."""
    for n in here.numbers:
        near = (
            *(d for d in here.docs if (d.mention.start, d.mention.end) == (n.start, n.end)),
            *(r.doc for r in here.refs if r.titled and r.doc.mention.end < n.end <= r.end),
            *(d for d in here.docs if d.mention.start == n.end or d.mention.end == n.start),
        )
        doc = next(iter(near), None) or _in_frame(here, n)
        doc = doc or _behind_notice(here, n.start) or _issued_with(roles, n.start)
        if doc is not None:
            yield _particular("document.number", n.start, n.end, doc, what="number", value=n.value)


def _in_frame(here: Scene, n: Number) -> Doc | None:
    """The document whose headline a number closes, or at whose head it stands; with an order (令第27号) the first that it names."""
    block = here.text.block_at(n.start)
    if block is None:
        return None
    for inside in (d for d in here.selves if d.mention.start == block.start):
        if inside.mention.end <= n.start:
            return inside
    if n.end < block.end - 1 and not is_official_line(here.text.clean[block.start : block.end]):
        return None
    ordered = (d for d in here.docs if d.mention.start > n.start and "〔" not in n.value)
    own = (d for d in here.selves if d.article == block.article)
    return next(own, None) or next(ordered, None)


def _behind_notice(here: Scene, position: int) -> Doc | None:
    """The document of a notice that the text names only by it: 关于印发《…》的通知（…〔2024〕35号）."""
    noticed = here.text.clean.endswith(_NOTICE, 0, position - 1)
    behind = (d for d in here.docs if d.mention.end + len(_NOTICE) + 1 == position)
    return next(behind, None) if noticed else None


def _issued_with(roles: Roles, position: int) -> Doc | None:
    """The document that its sentence has issued with a number in the brackets behind the verb: ……印发（…〔2023〕27号）."""
    if roles.scene.seen.tokens.ending(position - 1, "doc.send") is None:
        return None
    near = (s for _, s in roles.sentences if s and s[0].ref.start < position <= s[-1].ref.end + _FAR)
    return roles.standing(position, next(near, []))


def _alias(here: Scene) -> Iterator[Mention]:
    """The short name that the brackets behind a title give it: （以下简称《办法》）."""
    for doc in here.docs:
        behind = here.bracket(doc.mention.end)
        if behind is None:
            continue
        for other in here.docs:
            m = other.mention
            if behind[0] < m.start < behind[1] and here.text.clean.endswith(_ALIAS, 0, m.start):
                said = {"what": "alias", "value": m.title}
                yield _particular("document.alias", m.start, m.end, doc, **said)


def _edge(what: str, source: Doc, ref: Ref) -> ParticularMention:
    return _particular(f"document.{what}", ref.start, ref.end, source, what=what, other=ref.doc.mention.start)


def _edges(roles: Roles) -> Iterator[ParticularMention]:
    """How the documents of a text stand to each other."""
    for sentence, said in roles.sentences:
        itself = roles.itself(sentence.start)
        heading = itself is not None and sentence.start >= itself.mention.start and sentence.end <= itself.mention.end
        for one in said:
            yield from _of(roles, one, said, itself, heading)


def _of(roles: Roles, one: Said, said: list[Said], itself: Doc | None, heading: bool) -> Iterator[ParticularMention]:
    at = one.ref.start
    sources: Iterable[Doc] = ()
    what = _EDGES.get(one.role, "")
    if what:
        sources = roles.makers(said, at) or _in_preamble(roles.scene, itself, at)
    elif one.role == "end":
        what = "replaces"
        sources = _replacing(roles, one, itself)
    if itself is not None and (one.sent or (heading and one.role == "make")) and one.ref.doc is not itself:
        yield _edge("issues", itself, one.ref)
    for source in sources:
        if source.mention.title != one.ref.doc.mention.title:
            yield _edge(what, source, one.ref)


def _in_preamble(here: Scene, itself: Doc | None, position: int) -> list[Doc]:
    """The article itself, where it gives the grounds that it rests on before its first point."""
    block = here.text.block_at(position)
    if itself is None or block is None or block.kind is not BlockKind.BODY:
        return [itself] if itself is not None else []
    sentence = here.text.sentence_at(position)
    words = here.text.clean[sentence.start : sentence.end] if sentence else ""
    bodies = [b for b in here.text.blocks if b.article == block.article and b.kind is block.kind]
    opening = [b for b in bodies if b.start > itself.mention.start and not here.addresses(b)][:1]
    return [itself] if block in opening or any(w in words for w in _HERE) else []


def _replacing(roles: Roles, one: Said, itself: Doc | None) -> list[Doc]:
    """The document that replaces another: the one spoken of before it, else the article itself."""
    for said in roles.before(one.ref.start):
        doc = roles.standing(one.ref.start, [s for s in said if s.role != "end"])
        if doc is not None and doc is not one.ref.doc:
            return [doc]
    return [] if itself is None else [itself]


def _read(text: Text, found: Found) -> Iterator[Mention]:
    here = scene(text, found)
    roles = Roles(here)
    yield from (d.mention for d in here.docs if d.itself or d.mention.rule == "document.numbered")
    yield from _number(here, roles)
    yield from _alias(here)
    yield from issued(here, roles)
    yield from in_force(here, roles) if here.docs else ()
    yield from _edges(roles)


FAMILY = Family(
    "documents",
    told_apart(
        _read,
        {
            "document.itself": "an article that is a document itself",
            "document.numbered": "a document named by its number alone",
            "document.number": "the number of a document",
            "document.alias": "the short name that brackets give a document",
            "document.date": "when a document was issued",
            "document.since": "from when a document is in force",
            "document.until": "until when a document is in force",
            "document.span": "for how long a document is in force",
            "document.trial": "a document that is in force on trial",
            "document.basis": "a document that another rests on",
            "document.carries": "a document that another carries out",
            "document.issues": "a document that a notice issues or hands on",
            "document.replaces": "a document that another puts out of force",
        },
    ),
    keep_overlaps=True,
)
