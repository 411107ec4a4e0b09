"""The bodies that a text names around a statement: who acts there, who leads a programme, whom an article is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from kg.lexicon import kinds
from kg.lexicon.words import of_class
from kg.link.places import Places, is_above
from kg.model import Organisation, ProgrammeMention, Region, RegionMention, Text
from kg.syntax.analysis import analyse

_LEADERS = kinds.RULING | {kinds.FIRM, kinds.SCHOOL, kinds.SOCIETY, kinds.OTHER}
_FIRMS = of_class("body.firm")
_CLAUSE_MARKS = "，；："
_HEAD = 120  # characters behind a headline that still tell what an article is about
_SUBJECTS = (kinds.FIRM, kinds.SCHOOL, kinds.COOP, kinds.SOCIETY)
_WISHED = 14  # characters between a verb of carrying out and the body whose wish it is


class Bodies:
    """The bodies that a text names, in order, and the regions."""

    def __init__(self, text: Text, organisations: Iterable[Organisation], named: Sequence[RegionMention]) -> None:
        """Gather them; ``named`` in the order of the text."""
        self._text = text
        self._organisations = tuple(organisations)
        quoted = [(q.start, q.end, o) for o in self._organisations for q in o.quotes]
        self._quoted = sorted(quoted, key=lambda t: (t[0], t[1], t[2].name))
        self._starts = [start for start, _, _ in self._quoted]
        self._named = named
        self._regions = [r.start for r in named]

    def within(self, start: int, end: int) -> list[tuple[int, int, Organisation]]:
        """Where organisations are named in a range, in order."""
        near = self._quoted[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        return [t for t in near if t[1] <= end]

    def named_between(self, start: int, end: int) -> list[RegionMention]:
        """The regions named in a range."""
        near = self._named[bisect_left(self._regions, start) : bisect_right(self._regions, end)]
        return [r for r in near if r.end <= end]

    def acting(self, position: int, places: Places) -> tuple[Region, str] | None:
        """The region of the body that opens the clause or sentence and its name, where no place stands between: a firm's
        own wherever it acts, that of another body unless what is spoken of lies in it."""
        sentence, about = self._text.sentence_at(position), places.about(position)
        start = sentence.start if sentence else position
        opening = [
            t for t in self.within(start, position) if t[0] == start or self._text.clean[t[0] - 1] in _CLAUSE_MARKS
        ]
        _, end, body = max(opening, key=lambda t: t[:2], default=(0, 0, None))
        if body is None or body.region is None or places.scene.between(end, position):
            return None
        own = body.kind == kinds.FIRM or (body.host or "").endswith(_FIRMS)
        beside = about is not None and not is_above(body.region, about)
        return (body.region, body.name) if own or beside else None

    def of_article(self, position: int) -> Organisation | None:
        """The one enterprise, school or society that the head of the article names, which it is about if about no region."""
        article = self._text.article_at(position)
        if article is None or article.title_start is None:
            return None
        first = min(article.end, (article.title_end or article.start) + _HEAD)
        named = (o for o in self._organisations if o.kind in _SUBJECTS)
        held = [o for o in named if any(article.start <= q.start < first for q in o.quotes)]
        parts = [o for o in held if not any(p.name.startswith(o.name) for p in held if p is not o)]
        return parts[0] if len(parts) == 1 else None

    def leader(self, mention: ProgrammeMention) -> Organisation | None:
        """The organisation that the sentence names as the one that launched the programme."""
        sentence, end = self._text.sentence_at(mention.start), mention.start
        before = reversed(self.within(sentence.start if sentence else end, end))
        return next((o for a, b, o in before if self._launches(a, b, o, end)), None)

    def _launches(self, start: int, end: int, org: Organisation, position: int) -> bool:
        text, tokens = self._text, analyse(self._text).tokens
        if any(text.clean[r.start - 1] not in "在对向从、" for r in self.named_between(end, position)):
            return False
        if org.kind not in _LEADERS or _wishes(text, start) or tokens.ending(start, "place.with"):
            return False  # another's wish, or a partner
        between = text.clean[end:position]
        subject = text.clean[start - 1 : start] in ("", "\n", "。", "，")
        apart = any(c in between for c in ("。；" if subject else "。；“”"))
        if apart or len(between) > (160 if subject else 60):
            return False
        joined = between.startswith(tuple("、和及的等"))
        return not joined and bool(tokens.within(end, position, "verb.set"))


def _wishes(text: Text, start: int) -> bool:
    """Whether the clause says that what the body at ``start`` wishes is carried out."""
    said = analyse(text).tokens.within(start - _WISHED - 2, start, "lead.above")
    return any(t.end >= start - _WISHED and not any(c in "，。；“”" for c in text.clean[t.end : start]) for t in said)
