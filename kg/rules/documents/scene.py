"""The documents of a text where it speaks of them: titles, articles that are documents themselves, 本办法, 该意见."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.words import of_class
from kg.model import Block, BlockKind, ParticularMention, PolicyMention, Text
from kg.rules.documents.numbers import numbers
from kg.rules.engine import Found
from kg.syntax.analysis import Analysis, analyse
from kg.syntax.tokens import Token
from kg.text.officials import is_number_line
from kg.text.positions import blocks_of

_OWN, _FORMER = "本", "原"
_THAT = of_class("pattern.that_document")
_AT_HEAD = ("自", "从", "有效期", "试行期")
_HANDED_ON = tuple(f"{word}《" for word in of_class("pattern.hands_on"))
_NAMED = of_class("pattern.document_word")
_OLD, _FRAME, _SHORTEST = 5, 8, 6
_HEADS = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.MASTHEAD)


@dataclass(frozen=True, slots=True, eq=False)
class Doc:
    """A document: its first mention, the word that ends its title, and whether the article is the document ``itself``."""

    mention: PolicyMention
    kind: str
    article: int
    itself: bool = False

    def said(self, what: str, start: int, end: int, value: str = "", other: int | None = None) -> ParticularMention:
        """What a range of the text says of the document."""
        about = self.mention.start
        rule = f"document.{what}"
        return ParticularMention(start=start, end=end, rule=rule, about=about, what=what, value=value, other=other)


@dataclass(slots=True, eq=False)
class Ref:
    """A place where the text speaks of a document; ``own`` where as 本办法. ``end`` is behind the brackets that follow. How its
    sentence speaks of it is told by :class:`kg.rules.documents.roles.Roles`: ``role`` is basis, carry, make, end or empty,
    ``sent`` tells that the article itself issues it."""

    start: int
    end: int
    doc: Doc
    own: bool = False
    titled: bool = True
    role: str = ""
    sent: bool = False

    @property
    def stands(self) -> bool:
        """Whether it is spoken of as being in force, or made."""
        return self.role == "make" or self.own or (self.role == "" and not self.sent)


class Scene:
    """The documents of one text, and where it speaks of them, in order."""

    def __init__(self, text: Text, found: Found) -> None:
        """Find them all."""
        self.text = text
        self.analysis: Analysis = analyse(text)
        self.numbers = numbers(text, found)
        self.selves = tuple(self._selves())
        titled = [self._doc(m) for m in found.of(PolicyMention)]
        numbered = self._numbered([d.mention for d in titled])
        self.docs = sorted([*titled, *self.selves, *numbered], key=lambda d: (d.mention.start, -d.mention.end))
        marks: list[Ref | Token] = [Ref(d.mention.start, self._behind(d.mention.end), d) for d in self.docs]
        marks += self.analysis.tokens.of("doc.thereon", "doc.kind") if marks else []
        self.refs: list[Ref] = []
        for mark in sorted(marks, key=lambda m: m.start):
            self.refs += [mark] if isinstance(mark, Ref) else self._spoken(mark)

    def words(self, block: Block) -> str:
        """What a block says."""
        return self.text.clean[block.start : block.end]

    def article(self, position: int) -> int:
        """The index of the article at a position."""
        article = self.text.article_at(position)
        return article.index if article else 0

    def itself(self, position: int) -> Doc | None:
        """The article at a position, where it is a document."""
        index = self.article(position)
        return next((d for d in self.selves if d.article == index), None)

    def bracket(self, end: int) -> tuple[int, int] | None:
        """The brackets that follow a title."""
        pair = self.analysis.pair_at(end)
        return (pair.start, pair.end) if pair is not None and pair.mark in "（(" else None

    def _behind(self, end: int) -> int:
        """The end of a title with the brackets that follow it."""
        while (bracket := self.bracket(end)) is not None:
            end = bracket[1]
        return end

    # ------------------------------------------------------------------ documents

    def _doc(self, m: PolicyMention) -> Doc:
        return Doc(m, kind_of(self.analysis, m.start + 1, m.end - 1), self.article(m.start))

    def _numbered(self, titled: list[PolicyMention]) -> Iterator[Doc]:
        """Documents that the text names by their number alone."""
        edges = {m.end for m in titled}, {m.start for m in titled}
        for n in self.numbers:
            block = self.text.block_at(n.start)
            if (block and is_number_line(self.words(block))) or n.start in edges[0] or n.end in edges[1]:
                continue
            held = next(
                (p.start for p in self.analysis.pairs if p.mark in "（(" and p.start < n.start and n.end <= p.end), None
            )
            named = held is None and self.text.clean.startswith(_NAMED, n.end)
            if named or (held is not None and self.text.clean.endswith("文件", 0, held)):
                m = PolicyMention(start=n.start, end=n.end, rule="document.numbered", title=n.value)
                yield Doc(m, "", self.article(n.start))

    def _selves(self) -> Iterator[Doc]:
        """The articles, and the papers attached to them, that are documents themselves."""
        for article in self.text.articles:
            frame = blocks_of(self.text, article.index)[:_FRAME]
            numbered = any(is_number_line(self.words(b)) for b in frame)
            for block in frame:
                words, kind = self.words(block), kind_of(self.analysis, block.start, block.end)
                if block.kind not in _HEADS or not kind or len(words) < _SHORTEST or words.startswith("《"):
                    continue
                own = self.text.clean.find(_OWN + kind, article.start, article.end) >= 0
                if numbered or own or any(w in words for w in _HANDED_ON):
                    yield Doc(self._self(block), kind, article.index, itself=True)
                    break

    def _self(self, block: Block) -> PolicyMention:
        """The headline of a document without the brackets behind it that hold its number."""
        end = block.end
        while (start := self.analysis.bracket_ending(end)) is not None and any(
            start < n.start < end for n in self.numbers
        ):
            end = start
        title = self.text.clean[block.start : end]
        return PolicyMention(start=block.start, end=end, rule="document.itself", title=title)

    # ------------------------------------------------------------------ where they are spoken of

    def _spoken(self, token: Token) -> Iterator[Ref]:
        """What words mean that stand for a document spoken of before: 据此, 本办法, 该意见, 原办法, 办法自……起."""
        clean, start = self.text.clean, token.start
        if "doc.thereon" in token.classes:
            yield from self._meant(start, token.end, "")
        if "doc.kind" not in token.classes or self.analysis.in_title(start):
            return
        if (old := clean.rfind(_FORMER, max(0, start - _OLD), start)) >= 0:
            yield from self._meant(old, token.end, token.word, old=True)
            return
        own, that = clean.endswith(_OWN, 0, start), clean.endswith(_THAT, 0, start)
        if own or that or clean.startswith(_AT_HEAD, token.end):
            yield from self._meant(start - (own or that), token.end, token.word, own=own)

    def _meant(self, start: int, end: int, kind: str, *, own: bool = False, old: bool = False) -> Iterator[Ref]:
        """The document that such words mean: the nearest before them of that kind, for 本… the article's own."""
        before = [r for r in self.refs if r.titled and kind in ("", r.doc.kind)]
        if own and (itself := self.itself(start)) is not None:
            # what the headline of a notice holds is what it issues
            before = [r for r in before if r.doc is itself or r.doc.mention.title in itself.mention.title] or before
        elif own:  # 《…办法》解读
            article = self.text.article_at(start)
            low, high = (article.title_start or 0, article.title_end or 0) if article else (0, 0)
            before = [r for r in before if low <= r.start and r.end <= high]
        if old and before:
            before = [r for r in before if r.doc.mention.title != before[-1].doc.mention.title]
        if before:
            yield Ref(start, end, before[-1].doc, own, titled=False)


def kind_of(analysis: Analysis, start: int, end: int) -> str:
    """The word for its kind that ends a title, brackets behind it left out; empty where there is none."""
    token = analysis.tokens.ending(analysis.unbracketed(start, end), "doc.kind", since=start)
    return token.word if token is not None else ""
