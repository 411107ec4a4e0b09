"""What texts say of policy documents: numbers, dates, force, and how one document stands to another."""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon.words import of_class
from kg.model import BlockKind, Mention, ParticularMention, Text
from kg.rules.documents.force import in_force, issued
from kg.rules.documents.numbers import Number
from kg.rules.documents.roles import Roles
from kg.rules.documents.scene import Doc, Ref, Scene
from kg.rules.engine import Family, Found, told_apart
from kg.text.officials import is_official_line
from kg.text.positions import blocks_of

_ALIAS = of_class("pattern.hereafter")
_EDGES = {"basis": "basis", "carry": "carries", "end": "replaces"}
_FAR = 60
_NOTICE = "的通知"
_HERE = of_class("pattern.lays_down")


def _number(here: Scene, roles: Roles) -> Iterator[Mention]:
    """Numbers alone, in the brackets behind a title, right before it or behind it, at the head of the article, behind a notice or
    the verb of issuing."""
    for n in here.numbers:
        near = (
            *(d for d in here.docs if (d.mention.start, d.mention.end) == (n.start, n.end)),
            *(r.doc for r in here.refs if r.titled and r.doc.mention.end < n.end <= r.end),
            *(d for d in here.docs if d.mention.start == n.end or d.mention.end == n.start),
        )
        doc = next(iter(near), None) or _in_frame(here, n)
        doc = doc or _behind_notice(here, n.start) or _issued_with(roles, n.start)
        if doc is not None:
            yield doc.said("number", n.start, n.end, n.value)


def _in_frame(here: Scene, n: Number) -> Doc | None:
    """The document whose headline a number closes, or at whose head it stands; with an order (令第27号) the first that it names."""
    block = here.text.block_at(n.start)
    if block is None:
        return None
    headed = next((d for d in here.selves if d.mention.start == block.start and d.mention.end <= n.start), None)
    if headed is not None or (n.end < block.end - 1 and not is_official_line(here.words(block))):
        return headed
    ordered = (d for d in here.docs if d.mention.start > n.start and "〔" not in n.value)
    return here.itself(n.start) or next(ordered, None)


def _behind_notice(here: Scene, position: int) -> Doc | None:
    """The document of a notice that the text names only by it: 关于印发《…》的通知（…〔2024〕35号）."""
    noticed = here.text.clean.endswith(_NOTICE, 0, position - 1)
    behind = (d for d in here.docs if d.mention.end + len(_NOTICE) + 1 == position)
    return next(behind, None) if noticed else None


def _issued_with(roles: Roles, position: int) -> Doc | None:
    """The document that its sentence has issued with a number in the brackets behind the verb: ……印发（…〔2023〕27号）."""
    if roles.scene.analysis.tokens.ending(position - 1, "doc.send") is None:
        return None
    near = (s for _, s in roles.sentences if s and s[0].start < position <= s[-1].end + _FAR)
    return roles.standing(position, next(near, []))


def _alias(here: Scene) -> Iterator[Mention]:
    """The short name that the brackets behind a title give it: （以下简称《办法》）."""
    for doc in here.docs:
        start, end = here.bracket(doc.mention.end) or (0, 0)
        for m in (other.mention for other in here.docs):
            if start < m.start < end and here.text.clean.endswith(_ALIAS, 0, m.start):
                yield doc.said("alias", m.start, m.end, m.title)


def _edges(roles: Roles) -> Iterator[ParticularMention]:
    """How the documents of a text stand to each other."""
    for sentence, said in roles.sentences:
        itself = roles.scene.itself(sentence.start)
        heading = itself is not None and itself.mention.start <= sentence.start and sentence.end <= itself.mention.end
        for one in said:
            other = one.doc.mention
            if itself is not None and one.doc is not itself and (one.sent or (heading and one.role == "make")):
                yield itself.said("issues", one.start, one.end, other=other.start)
            for source in _sources(roles, one, said, itself):
                if source.mention.title != other.title:
                    yield source.said(_EDGES[one.role], one.start, one.end, other=other.start)


def _sources(roles: Roles, one: Ref, said: list[Ref], itself: Doc | None) -> list[Doc]:
    """The documents that rest on, carry out or replace one, else the article itself."""
    at = one.start
    if one.role in ("basis", "carry"):
        return roles.makers(said, at) or (
            [itself] if itself is not None and _in_preamble(roles.scene, itself, at) else []
        )
    if one.role != "end":
        return []
    standing = (roles.standing(at, [s for s in before if s.role != "end"]) for before in roles.before(at))
    spoken = next((doc for doc in standing if doc is not None and doc is not one.doc), itself)
    return [] if spoken is None else [spoken]


def _in_preamble(here: Scene, itself: Doc, position: int) -> bool:
    """Whether a document gives the grounds that it rests on before its first point, or says that it lays something down on them."""
    block, sentence = here.text.block_at(position), here.text.sentence_at(position)
    if block is None or block.kind is not BlockKind.BODY:
        return True
    words = here.text.clean[sentence.start : sentence.end] if sentence else ""
    bodies = (b for b in blocks_of(here.text, block.article) if b.kind is block.kind and b.start > itself.mention.start)
    opening = next((b for b in bodies if not _addresses(here.words(b))), None)
    return block == opening or any(w in words for w in _HERE)


def _addresses(words: str) -> bool:
    """Whether a block only says to whom a paper goes: 各乡镇党委：."""
    return words.endswith("：") and "《" not in words


def _read(text: Text, found: Found) -> Iterator[Mention]:
    here = Scene(text, found)
    roles = Roles(here)
    yield from (d.mention for d in here.docs if d.itself or d.mention.rule == "document.numbered")
    yield from _number(here, roles)
    yield from _alias(here)
    yield from issued(here, roles)
    yield from in_force(here, roles)
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
