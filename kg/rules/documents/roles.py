"""How a sentence speaks of each document: what others rest on, what is carried out, issued, replaced, in force."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.words import of_class
from kg.model import Sentence
from kg.rules.documents.scene import Doc, Ref, Scene
from kg.rules.numbers.dates import SINCE
from kg.syntax.tokens import Token

_BEFORE = ("doc.basis", "doc.carry", "doc.make", "doc.replace")
_GLUE = frozenset("、和及与以等，")
_PASSIVE = ("将", "把", "对")
_HERE = ("现", "同意，")
_ASKED = of_class("figure.demand")


@dataclass(slots=True)
class Said:
    """A document where a sentence speaks of it. ``role`` is basis, carry, make, end, begin or empty; ``sent`` tells that
    the article itself issues it."""

    ref: Ref
    role: str = ""
    sent: bool = False


def _role(token: Token) -> str:
    return next(c.removeprefix("doc.") for c in _BEFORE if c in token.classes)


class Roles:
    """The documents of a text, sentence by sentence."""

    def __init__(self, scene: Scene) -> None:
        """Tell the role of each."""
        self.scene = scene
        self.clean = scene.text.clean
        self.sentences: list[tuple[Sentence, list[Said]]] = []
        listed = False
        starts = [r.start for r in scene.refs]
        for sentence in scene.text.sentences if starts else ():
            refs = scene.refs[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            said = [Said(r) for r in refs if not r.doc.itself or not r.titled]
            for i, one in enumerate(said):
                self._tell(one, said[i - 1] if i else None, sentence)
                if listed and not one.role and self.clean.startswith("《", one.ref.start):
                    one.role = "end"
            self._send(said, sentence)
            listed = self._announces_end(sentence) or (listed and bool(said))
            self.sentences.append((sentence, said))

    def _announces_end(self, sentence: Sentence) -> bool:
        """Whether a sentence announces a list of what is ended: 对下列文件予以废止：."""
        ended = self.scene.seen.tokens.within(sentence.start, sentence.end, "doc.end")
        return bool(ended) and self.clean.endswith("：", 0, sentence.end)

    def _tell(self, one: Said, before: Said | None, sentence: Sentence) -> None:
        """The role of a document in its clause."""
        tokens = self.scene.seen.tokens
        if tokens.starting(one.ref.start, "doc.thereon"):
            one.role = "basis"
            return
        clause = self.scene.seen.clause_at(one.ref.start)
        start = max(sentence.start, clause.start if clause else 0)
        end = clause.end if clause else sentence.end
        behind = tokens.within(one.ref.end, max(one.ref.end, end), "doc.end", "doc.begin", "doc.send")
        if before is not None and before.ref.end > start - 1:
            start = max(start, before.ref.end)
        near = self._governing(start, one.ref.start)
        ended = next((t for t in behind if "doc.end" in t.classes), None)
        if ended is not None:
            one.role = "end"
        elif near is not None:
            one.role = {"replace": "end"}.get(_role(near), _role(near))
        elif before is not None and self._glued(before.ref.end, one.ref.start):
            one.role, one.sent = before.role, before.sent
        elif any("doc.begin" in t.classes for t in behind):
            one.role = "begin"
        if behind and "doc.send" in behind[0].classes and self.clean.endswith(_PASSIVE, 0, one.ref.start):
            one.sent = True
        if ended is not None and before is not None and self._glued(before.ref.end, one.ref.start):
            before.role = before.role if before.role in ("make", "basis", "carry") else "end"

    def _governing(self, start: int, end: int) -> Token | None:
        """The word before a title, in its clause, that says how the sentence speaks of it."""
        found = self.scene.seen.tokens.within(start, end, *_BEFORE)
        free = [t for t in found if not self.scene.seen.in_title(t.start)]
        if not free or self.clean.startswith(("的", "后", SINCE), free[-1].end):
            return None
        if self.clean.startswith(_ASKED, free[-1].end):
            return None
        return free[-1]

    def _glued(self, start: int, end: int) -> bool:
        """Whether nothing but marks and 和 of a list, and a body's name, stands between two titles."""
        between = self.clean[start:end]
        return (not between or between[0] in _GLUE) and len(between) <= 12 and "，" not in between

    def _send(self, said: list[Said], sentence: Sentence) -> None:
        """What the article itself issues: 《…》已经审议通过，现印发给你们."""
        if not said:
            return
        for token in self.scene.seen.tokens.within(said[-1].ref.end, sentence.end, "doc.send"):
            clause = self.scene.seen.clause_at(token.start)
            words = self.clean[clause.start : token.start] if clause else ""
            if clause is not None and words.startswith(_HERE):
                for one in said:
                    one.sent = one.sent or one.role in ("", "make")
                return

    # ------------------------------------------------------------------ documents by their part

    def makers(self, said: list[Said], place: int) -> list[Doc]:
        """The documents of a sentence that rest on, or carry out, one at ``place``."""
        made = [s for s in said if s.role == "make" or (s.sent and s.role == "")]
        after = [s.ref.doc for s in made if s.ref.start > place]
        own = [s.ref.doc for s in said if s.ref.own]
        before = [s.ref.doc for s in made if s.ref.start < place]
        subject = [s.ref.doc for s in said[:1] if s.role in ("", "begin") and s.ref.start < place]
        for found in (after, own, before[-1:], subject):
            if found:
                return list(dict.fromkeys(found))
        return []

    def itself(self, position: int) -> Doc | None:
        """The article at a position, where it is a document."""
        article = self.scene.text.article_at(position)
        index = article.index if article else 0
        return next((d for d in self.scene.selves if d.article == index), None)

    def standing(self, position: int, said: list[Said]) -> Doc | None:
        """The document that the text speaks of as being in force, or made, nearest before a position."""
        for one in reversed([s for s in said if s.ref.start < position]):
            if one.role in ("make", "begin") or one.ref.own or (one.role == "" and not one.sent):
                return one.ref.doc
        return None

    def before(self, position: int) -> Iterator[list[Said]]:
        """What the sentences say, from the one that holds a position backwards, in the same article."""
        article = self.scene.text.article_at(position)
        for sentence, said in reversed(self.sentences):
            if sentence.start <= position and (article is None or sentence.start >= article.start):
                yield said
