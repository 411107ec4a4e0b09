"""What stands around a statement: the regions named before it, those of its headings and of its article, the words that take a region up
again, and who speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.choose.elsewhere import Elsewhere, elsewhere
from kg.choose.frame import Group
from kg.choose.scene import Scene, Standing, body_of, headline, institution, opening
from kg.choose.units import UnitWord
from kg.lexicon import levels
from kg.model import BlockKind

_REACH = 40  # mentions before a statement from which candidates come
_AHEAD = 2  # and behind it, in its article
_HEAD = 6  # characters before a region that stands at the head of its paragraph
_SPEECH = 20  # characters from which on a quotation is speech
_NAMES_SPEAKER = 24  # characters behind or before it in which it is told who speaks
_TAKEN_UP = ("whole", "own", "that")
"""The words that take a region up again as what is spoken of."""


@dataclass(frozen=True, slots=True)
class Where:
    """A statement: where it stands, the region that its article is about, and where what a figure measures begins."""

    position: int
    subject: str | None
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What holds for all statements of an article: how often each region is named and the most often, those of the headline and of the
    first words, whether an institution is named there, and the town or village that the first sentence is about;
    ``alone`` tells that no other one stands as a subject; ``elsewhere`` are the regions that it only looks to."""

    counts: Counter[str]
    most: int
    titled: set[str]
    lead: set[str]
    institution: bool
    protagonist: str | None
    alone: bool
    elsewhere: Elsewhere


@dataclass(slots=True)
class Context:
    """What is looked up once for all candidates of a statement."""

    where: Where
    article: int
    block: int
    sentence: int
    clause: int
    before: list[Standing]
    spoken: list[Standing]
    speaker: Standing | None
    behind: list[Standing]
    units: list[UnitWord]
    section: list[str]
    nation: bool
    institution: bool
    own: Article


class Surroundings:
    """What stands around the statements of one text."""

    def __init__(self, scene: Scene) -> None:
        """Take the scene of a text."""
        self.scene = scene
        self.frame = scene.frame
        self._articles: dict[int, Article] = {}
        self._sections = self._section_keys()

    def of(self, where: Where) -> Context:
        """What stands around a statement."""
        scene, at = self.scene, where.position
        block = scene.block_index(at)
        article = scene.text.blocks[block].article
        own = scene.text.articles[article]
        i = bisect_left(scene.starts, at)
        first = bisect_left(scene.starts, own.start)
        last = bisect_left(scene.starts, own.end + 1)
        sentence = scene.text.sentence_index(at)
        start = scene.text.sentences[sentence].start if sentence >= 0 else at
        tokens = scene.analysis.tokens
        before = scene.told_before(first, at, _REACH)
        units = scene.units_between(scene.text.blocks[block].start, at)
        return Context(
            where=where,
            article=article,
            block=block,
            sentence=sentence,
            clause=scene.analysis.clause_index(at),
            before=before,
            spoken=self._spoken(units, before, where.subject, block),
            speaker=self._speaker(at, block),
            behind=scene.standings[i : min(last, i + _AHEAD)],
            units=units,
            section=self._sections[block],
            nation=bool(tokens.within(start, at, "place.nation")),
            institution=bool(tokens.within(start, at, "place.institution")),
            own=self._article(article),
        )

    def above(self, keys: Iterable[str]) -> list[str]:
        """The regions that hold some regions."""
        return list(dict.fromkeys(above for key in keys for above in self.frame.above(key)))

    def leads(self, standing: Standing) -> bool:
        """Whether a region stands at the head of its paragraph."""
        return standing.group.start - self.scene.text.blocks[standing.block].start < _HEAD

    def is_national(self, at: int) -> bool:
        """Whether the clause of a statement opens with the whole nation and names no place: 全国农村公路总里程……"""
        clause = self.scene.analysis.clause_at(at)
        if clause is None or self.scene.between(clause.start, at):
            return False
        token = self.scene.analysis.tokens.starting(self.scene.head(clause.start, at), "area.nation")
        return token is not None and token.end <= at and not self.scene.ranked(token.end)

    def _section_keys(self) -> list[list[str]]:
        """For each block the regions of the headings above it, the nearest first."""
        found: list[list[str]] = []
        stack: list[tuple[int, list[str]]] = []
        article = -1
        for block in self.scene.text.blocks:
            if block.article != article:
                stack, article = [], block.article
            if block.kind is BlockKind.HEADING:
                while stack and stack[-1][0] >= block.level:
                    stack.pop()
                stack.append((block.level, [g.key for g in self.frame.within(block.start, block.end)]))
            found.append([key for _, keys in reversed(stack) for key in keys[:1]])
        return found

    def _article(self, index: int) -> Article:
        if index not in self._articles:
            own = self.scene.text.articles[index]
            counts = Counter(g.key for g in self.frame.within(own.start, own.end + 1))
            titles = headline(self.scene.text, index)
            protagonist, alone = self._protagonist(index)
            self._articles[index] = Article(
                counts=counts,
                most=max(counts.values(), default=0),
                titled={g.key for title in titles for g in self.frame.within(*title)},
                lead={g.key for g in self.frame.within(*opening(self.scene.text, index))},
                institution=institution(self.scene, index) != "",
                protagonist=protagonist,
                alone=alone,
                elsewhere=elsewhere(self.scene, index),
            )
        return self._articles[index]

    def _protagonist(self, index: int) -> tuple[str | None, bool]:
        """The town or village that opens the body of an article as a subject, and whether no other one does so below it."""
        body = body_of(self.scene.text, index)
        if body is None:
            return None, False
        named = self.scene.between(body.start, self.scene.text.articles[index].end + 1)
        low = [s for s in named if s.subject and self.frame.nodes[s.group.key].level in levels.LOW]
        if not low or low[0].sentence != self.scene.text.sentence_index(body.start):
            return None, False
        first = low[0].group.key
        return first, all(self.frame.holds(s.group.key, first) for s in low)

    def _spoken(
        self, units: Sequence[UnitWord], before: Sequence[Standing], subject: str | None, block: int
    ) -> list[Standing]:
        """The words of a paragraph that take a region up as the subject without its name (该镇, 全县), as if it stood there."""
        found: list[Standing] = []
        for unit in units:
            if not unit.opens or unit.how not in _TAKEN_UP:
                continue
            earlier = [s for s in reversed(before) if s.group.start < unit.start]
            named = [s.group.key for s in earlier]
            here = [s.group.key for s in earlier if s.block == block]
            home = [subject] if subject else []
            keys = [*([] if unit.how == "own" else here), *home, *named]
            keys += self.above([*named[:1], *home])
            key = next((k for k in keys if self._meant(k, unit)), None)
            if key is not None:
                group = Group(unit.start, unit.end, key)
                found.append(Standing(group, unit.clause, unit.sentence, block, "", True, False, ""))
        return found

    def _meant(self, key: str, unit: UnitWord) -> bool:
        """Whether a word of a unit may take a region up; 该村 also a 社区."""
        village = unit.unit == "村" and unit.how == "that"
        return self.scene.fits(key, unit.unit) or (village and self.frame.nodes[key].level == "village")

    def _speaker(self, at: int, block: int) -> Standing | None:
        """The region of who speaks where a statement stands in his speech (“……”，甲村村民某某说), as if it opened the speech."""
        scene = self.scene
        begun = scene.analysis.quotations_in(scene.text.blocks[block].start, at)
        speech = next((q for q in begun if q.end > at and len(q.core) >= _SPEECH), None)
        if speech is None:
            return None
        sentence = scene.text.sentence_at(speech.end)
        end = speech.end if sentence is None else min(sentence.end, speech.end + _NAMES_SPEAKER)
        behind = scene.between(speech.end, end)
        before = scene.between(speech.start - _NAMES_SPEAKER, speech.start)
        named = behind[:1] or [s for s in before[-1:] if s.block == block]
        if not named:
            return None
        key = named[0].group.key
        return replace(named[0], group=Group(speech.start, speech.start, key))
