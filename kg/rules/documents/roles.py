"""How a sentence speaks of each document: what others rest on, what is carried out, issued, replaced, in force."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from kg.lexicon.words import of_class
from kg.model import Sentence
from kg.rules.documents.scene import Doc, Ref, Scene
from kg.rules.numbers.dates import SINCE
from kg.syntax.tokens import Token

_ROLES = {"doc.basis": "basis", "doc.carry": "carry", "doc.make": "make", "doc.replace": "end"}
"""What words before a title make of the document."""
_PASSIVE = ("将", "把", "对")
_HERE = ("现", "同意，")
_NO_VERB = ("的", "后", SINCE, *of_class("figure.demand"))
_LONGEST = 12


class Roles:
    """The documents of a text, sentence by sentence."""

    def __init__(self, scene: Scene) -> None:
        """Tell the role of each; a sentence that ends with ： may say that what the next ones list is ended (对下列文件予以废止：)."""
        self.scene = scene
        self._clean, self._tokens = scene.text.clean, scene.analysis.tokens
        self.sentences: list[tuple[Sentence, list[Ref]]] = []
        starts = [r.start for r in scene.refs]
        listed = False
        for sentence in scene.text.sentences if starts else ():
            first, last = (bisect_left(starts, at) for at in (sentence.start, sentence.end))
            said = [r for r in scene.refs[first:last] if not r.doc.itself or not r.titled]
            for one, before in zip(said, [None, *said], strict=False):
                self._tell(one, before, sentence)
                if listed and not one.role and self._clean.startswith("《", one.start):
                    one.role = "end"
            self._send(said, sentence)
            ended = self._tokens.within(sentence.start, sentence.end, "doc.end")
            announced = bool(ended) and self._clean.endswith("：", 0, sentence.end)
            listed = announced or (listed and bool(said))
            self.sentences.append((sentence, said))

    def _tell(self, ref: Ref, before: Ref | None, sentence: Sentence) -> None:
        """The role of a document in its clause."""
        if self._tokens.starting(ref.start, "doc.thereon"):
            ref.role = "basis"
            return
        clause = self.scene.analysis.clause_at(ref.start)
        start, end = (clause.start, clause.end) if clause else (sentence.start, sentence.end)
        start = max(start, sentence.start, before.end if before is not None else 0)
        behind = self._tokens.within(ref.end, max(ref.end, end), "doc.end", "doc.send")
        glued = before if before is not None and self._glued(before.end, ref.start) else None
        near = self._governing(start, ref.start)
        if any("doc.end" in t.classes for t in behind):
            ref.role = "end"
        elif near is not None:
            ref.role = next(role for cls, role in _ROLES.items() if cls in near.classes)
        elif glued is not None:
            ref.role, ref.sent = glued.role, glued.sent
        if behind and "doc.send" in behind[0].classes and self._clean.endswith(_PASSIVE, 0, ref.start):
            ref.sent = True

    def _governing(self, start: int, end: int) -> Token | None:
        """The word before a title, in its clause, that says how the sentence speaks of it."""
        found = self._tokens.within(start, end, *_ROLES)
        return None if not found or self._clean.startswith(_NO_VERB, found[-1].end) else found[-1]

    def _glued(self, start: int, end: int) -> bool:
        """Whether two titles stand in one list: few words, such as 和 and a body's name, are between them, and no ，."""
        between = self._clean[start:end]
        return len(between) <= _LONGEST and "，" not in between

    def _send(self, said: list[Ref], sentence: Sentence) -> None:
        """What the article itself issues: 《…》已经审议通过，现印发给你们."""
        sent = self._tokens.within(said[-1].end, sentence.end, "doc.send") if said else []
        clauses = ((t, self.scene.analysis.clause_at(t.start)) for t in sent)
        if any(c is not None and self._clean.startswith(_HERE, c.start, t.start) for t, c in clauses):
            for one in said:
                one.sent = one.sent or one.role in ("", "make")

    # ------------------------------------------------------------------ documents by their part

    def makers(self, said: list[Ref], place: int) -> list[Doc]:
        """The documents of a sentence that rest on, or carry out, one at ``place``."""
        made = [s for s in said if s.role == "make" or (s.sent and s.role == "")]
        groups = (
            [s.doc for s in made if s.start > place],
            [s.doc for s in said if s.own],
            [s.doc for s in made if s.start < place][-1:],
            [s.doc for s in said[:1] if s.role == "" and s.start < place],
        )
        return next((list(dict.fromkeys(group)) for group in groups if group), [])

    def standing(self, position: int, said: list[Ref]) -> Doc | None:
        """The document that the text speaks of as being in force, or made, nearest before a position."""
        return next((s.doc for s in reversed(said) if s.start < position and s.stands), None)

    def before(self, position: int) -> Iterator[list[Ref]]:
        """What the sentences say, from the one that holds a position backwards, in the same article."""
        article = self.scene.text.article_at(position)
        for sentence, said in reversed(self.sentences):
            if sentence.start <= position and (article is None or sentence.start >= article.start):
                yield said
