"""The documents of a text where it speaks of them: titles, articles that are documents themselves, 本办法, 该意见."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon.words import of_class
from kg.model import Block, BlockKind, PolicyMention, Text
from kg.rules.documents.numbers import numbers
from kg.rules.engine import Found
from kg.syntax.analysis import Analysis, analyse
from kg.text.officials import is_number_line
from kg.text.positions import blocks_of

_OWN = ("本",)
_THAT = of_class("pattern.that_document")
_AT_HEAD = ("自", "从", "有效期", "试行期")
_HANDS_ON = of_class("pattern.hands_on")
_OLD = 5
_FRAME = 8
_HEADS = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.MASTHEAD)


@dataclass(frozen=True, slots=True)
class Doc:
    """A document: its first mention, and the word that ends its title."""

    mention: PolicyMention
    kind: str
    article: int
    itself: bool = False
    """Whether the article is the document."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A place where the text speaks of a document; ``own`` where as 本办法. ``end`` is behind the brackets that follow."""

    start: int
    end: int
    doc: Doc
    own: bool = False
    titled: bool = True


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Words that mean a document of a kind spoken of before; ``own`` where they are 本办法, ``old`` where 原办法."""

    start: int
    end: int
    kind: str
    own: bool
    old: bool = False


class Scene:
    """The documents of one text, and where it speaks of them, in order."""

    def __init__(self, text: Text, found: Found) -> None:
        """Find them all."""
        self.text = text
        self.seen: Analysis = analyse(text)
        self.numbers = numbers(text, found)
        self._brackets = {p.start: p.end for p in self.seen.pairs if p.mark in "（("}
        self._bracket_ends = {p.end: p.start for p in self.seen.pairs if p.mark in "（("}
        self.selves = tuple(self._selves())
        titled = [self._doc(m) for m in found.of(PolicyMention)]
        self.docs = sorted([*titled, *self.selves, *self._numbered(titled)], key=_place)
        titles = [Ref(d.mention.start, self.behind(d.mention.end), d) for d in self.docs]
        self.refs: list[Ref] = []
        marks: list[Ref | _Spoken] = [*titles, *(self._spoken() if titles else ())]
        for mark in sorted(marks, key=lambda m: m.start):
            ref = mark if isinstance(mark, Ref) else self._meant(mark)
            if ref is not None:
                self.refs.append(ref)

    # ------------------------------------------------------------------ documents

    def _doc(self, m: PolicyMention) -> Doc:
        article = self.text.article_at(m.start)
        return Doc(m, kind_of(self.seen, m.start + 1, m.end - 1), article.index if article else 0)

    def _numbered(self, titled: list[Doc]) -> Iterator[Doc]:
        """Documents that the text names by their number alone."""
        frames = {b.start for b in self.text.blocks if is_number_line(self._words(b))}
        ends = {d.mention.end for d in titled}
        starts = {d.mention.start for d in titled}
        for n in self.numbers:
            block = self.text.block_at(n.start)
            held = next((a for a, b in self._brackets.items() if a < n.start and n.end <= b), None)
            paper = held is not None and self.text.clean.endswith("文件", 0, held)
            if (block and block.start in frames) or n.start in ends or n.end in starts:
                continue
            named = self.text.clean.startswith(of_class("pattern.document_word"), n.end)
            if (named and held is None) or paper:
                title = n.value
                m = PolicyMention(start=n.start, end=n.end, rule="document.numbered", title=title)
                yield Doc(m, "", block.article if block else 0)

    def addresses(self, block: Block) -> bool:
        """Whether a block only says to whom a paper goes: 各乡镇党委：."""
        words = self._words(block)
        return words.endswith("：") and "《" not in words

    def _words(self, block: Block) -> str:
        return self.text.clean[block.start : block.end]

    def _selves(self) -> Iterator[Doc]:
        """The articles, and the papers attached to them, that are documents themselves."""
        for article in self.text.articles:
            blocks = blocks_of(self.text, article.index)
            frame = [b for b in blocks[:_FRAME] if b.kind in _HEADS]
            numbered = any(is_number_line(self._words(b)) for b in blocks[:_FRAME])
            for block in frame:
                words = self._words(block)
                kind = kind_of(self.seen, block.start, block.end)
                if not kind or len(words) < 6 or words.startswith("《"):
                    continue
                own = f"本{kind}" in self.text.clean[article.start : article.end]
                if numbered or own or any(f"{w}《" in words for w in _HANDS_ON):
                    yield Doc(self._self(block, words), kind, article.index, itself=True)
                    break

    def _self(self, block: Block, words: str) -> PolicyMention:
        end = block.end
        while end in self._bracket_ends and any(self._bracket_ends[end] < n.start < end for n in self.numbers):
            end = self._bracket_ends[end]
        title = words[: end - block.start]
        return PolicyMention(start=block.start, end=end, rule="document.itself", title=title)

    # ------------------------------------------------------------------ where they are spoken of

    def behind(self, end: int) -> int:
        """The end of a title with the brackets that follow it."""
        while end in self._brackets:
            end = self._brackets[end]
        return end

    def bracket(self, end: int) -> tuple[int, int] | None:
        """The brackets that follow a title."""
        return (end, self._brackets[end]) if end in self._brackets else None

    def _spoken(self) -> Iterator[_Spoken]:
        """Words that mean a document spoken of before: 本办法, 该意见, 办法自……起."""
        clean = self.text.clean
        for token in self.seen.tokens.of("doc.thereon", "doc.kind"):
            if "doc.thereon" in token.classes:
                yield _Spoken(token.start, token.end, "", own=False)
            if "doc.kind" not in token.classes or self.seen.in_title(token.start):
                continue
            if (old := clean.rfind("原", max(0, token.start - _OLD), token.start)) >= 0:
                yield _Spoken(old, token.end, token.word, own=False, old=True)
                continue
            own = clean.endswith(_OWN, 0, token.start)
            that = clean.endswith(_THAT, 0, token.start)
            if own or that or clean.startswith(_AT_HEAD, token.end):
                yield _Spoken(token.start - int(own or that), token.end, token.word, own)

    def _meant(self, spoken: _Spoken) -> Ref | None:
        """The document that such words mean: the nearest before them of that kind, for 本… the article's own."""
        article = self.text.article_at(spoken.start)
        kinds = (spoken.kind,) if spoken.kind else None
        before = [r for r in self.refs if r.titled and (kinds is None or r.doc.kind in kinds)]
        if spoken.own:
            index = article.index if article else 0
            itself = next((d for d in self.selves if d.article == index), None)
            if itself is None:
                title = (article.title_start, article.title_end) if article else (None, None)
                before = [r for r in before if _inside(r, *title)]
            else:
                before = [r for r in before if r.doc is itself or _headed(itself, r.doc)] or before
        if spoken.old and before:
            before = [r for r in before if r.doc.mention.title != before[-1].doc.mention.title]
        if not before:
            return None
        return Ref(spoken.start, spoken.end, before[-1].doc, spoken.own, titled=False)


def kind_of(seen: Analysis, start: int, end: int) -> str:
    """The word for its kind that ends a title, brackets behind it left out; empty where there is none."""
    token = seen.tokens.ending(seen.unbracketed(start, end), "doc.kind", since=start)
    return token.word if token is not None else ""


def _inside(ref: Ref, start: int | None, end: int | None) -> bool:
    """Whether a headline names a document: 《…办法》解读."""
    return start is not None and end is not None and start <= ref.start and ref.end <= end


def _headed(notice: Doc, doc: Doc) -> bool:
    """Whether the headline of a notice holds the title of a document: that is what it issues."""
    return doc.mention.title in notice.mention.title


def _place(doc: Doc) -> tuple[int, int]:
    return doc.mention.start, -doc.mention.end


@lru_cache(maxsize=2)
def scene(text: Text, found: Found) -> Scene:
    """The documents of a text, found once for all rules."""
    return Scene(text, found)
