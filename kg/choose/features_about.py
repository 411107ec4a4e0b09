"""Which region a statement is about: the candidates, and the classes of cues that speak for each.

A feature is a name like ``subject.last.paragraph``: the candidate was the last region that stood as a subject, in
this paragraph. No feature holds a name of a place or a word of a text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.choose.frame import Group
from kg.choose.scene import Scene, Standing, UnitWord, headline
from kg.model import Block, BlockKind
from kg.text.positions import blocks_of

NONE = ""
"""The candidate of a statement that is about no region."""

_REACH = 40  # mentions before a statement from which candidates come
_HEAD = 6  # characters before a region that stands at the head of its paragraph
_AHEAD = 2  # and behind it, in its article
_SPEECH = 20  # characters from which on a quotation is speech
_NAMES_SPEAKER = 24  # characters behind or before it in which it is told who speaks
_TAKEN_UP = ("whole", "own", "that")
"""The words that take a region up again as what is spoken of."""


@dataclass(frozen=True, slots=True)
class Where:
    """A statement: where it stands, and the region that its article is about."""

    position: int
    subject: str | None


@dataclass(frozen=True, slots=True)
class _Article:
    """What holds for all statements of an article: how often each region is named, those of the headline and of the
    first words, whether an institution is named there, and the town or village that the first sentence is about;
    ``alone`` tells that no other one stands as a subject."""

    counts: Counter[str]
    titled: set[str]
    lead: set[str]
    institution: bool
    protagonist: str | None
    alone: bool


@dataclass(slots=True)
class _Context:
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
    own: _Article


class AboutFeatures:
    """The candidates of statements in one text and their features."""

    def __init__(self, scene: Scene) -> None:
        """Take the scene of a text."""
        self.scene = scene
        self.frame = scene.frame
        self._articles: dict[int, _Article] = {}
        self._sections = self._section_keys()

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
                stack.append(
                    (block.level, [g.key for g in self.frame.within(block.start, block.end)])
                )
            found.append([key for _, keys in reversed(stack) for key in keys[:1]])
        return found

    def _article(self, index: int) -> _Article:
        if index not in self._articles:
            own = self.scene.text.articles[index]
            groups = self.frame.within(own.start, own.end + 1)
            counts = Counter(g.key for g in groups)
            titled: set[str] = set()
            spans = headline(self.scene.text, index)
            for start, end in spans:
                titled |= {g.key for g in self.frame.within(start, end)}
            bodies = (b for b in blocks_of(self.scene.text, index) if b.kind is BlockKind.BODY)
            body = next(bodies, None)
            lead: set[str] = set()
            institution = False
            if body is not None:
                lead = {
                    g.key for g in self.frame.within(body.start, min(body.end, body.start + 120))
                }
                spans = [*spans, (body.start, min(body.end, body.start + 40))]
            for start, end in spans:
                institution = institution or bool(
                    self.scene.analysis.tokens.within(start, end, "place.institution")
                )
            protagonist, alone = self._protagonist(body, own.end + 1)
            self._articles[index] = _Article(counts, titled, lead, institution, protagonist, alone)
        return self._articles[index]

    def _protagonist(self, body: Block | None, end: int) -> tuple[str | None, bool]:
        """The town or village that opens the body as a subject, and whether no other one does so below it."""
        low = [
            s
            for s in (self.scene.between(body.start, end) if body else ())
            if s.subject and self.frame.nodes[s.group.key].level in ("township", "village")
        ]
        if body is None or not low:
            return None, False
        first = low[0].group.key
        if low[0].sentence != self.scene.text.sentence_index(body.start):
            return None, False
        return first, all(self.frame.holds(s.group.key, first) for s in low)

    # ------------------------------------------------------------------ candidates

    def _candidates(self, context: _Context) -> list[str]:
        """The regions that a statement may be about: those named before it, the nearest first, then ``NONE``."""
        subject = context.where.subject
        keys = [s.group.key for s in reversed(context.before)]
        keys += [s.group.key for s in context.behind]
        keys += [context.speaker.group.key] if context.speaker is not None else []
        keys += context.section
        keys += [subject] if subject is not None else []
        keys += sorted(context.own.titled)
        found = list(dict.fromkeys(keys))
        owning = self.scene.owner(context.where.position)[1]
        for unit in sorted({u.unit for u in context.units} | ({owning} if owning else set())):
            if not any(self.scene.fits(k, unit) for k in found):
                found += [k for k in self._above(found) if self.scene.fits(k, unit)]
        return [*dict.fromkeys(found), NONE]

    def _above(self, keys: Iterable[str]) -> list[str]:
        found: dict[str, None] = {}
        for key in keys:
            above = self.frame.nodes[key].above
            while above is not None:
                found[above] = None
                above = self.frame.nodes[above].above
        return list(found)

    def _context(self, where: Where) -> _Context:
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
        return _Context(
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

    def _spoken(
        self,
        units: Sequence[UnitWord],
        before: Sequence[Standing],
        subject: str | None,
        block: int,
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
            keys += self._above([*named[:1], *home])
            key = next((k for k in keys if self._meant(k, unit)), None)
            if key is not None:
                group = Group(unit.start, unit.end, key)
                found.append(
                    Standing(group, unit.clause, unit.sentence, block, "", True, False, "")
                )
        return found

    def _meant(self, key: str, unit: UnitWord) -> bool:
        """Whether a word of a unit may take a region up; 该村 also a 社区."""
        village = unit.unit == "村" and unit.how == "that"
        return self.scene.fits(key, unit.unit) or (
            village and self.frame.nodes[key].level == "village"
        )

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

    def _national(self, at: int) -> bool:
        """Whether the clause of a statement opens with the whole nation and names no place: 全国农村公路总里程……"""
        clause = self.scene.analysis.clause_at(at)
        if clause is None or self.scene.between(clause.start, at):
            return False
        token = self.scene.analysis.tokens.starting(
            self.scene.head(clause.start, at), "area.nation"
        )
        return token is not None and token.end <= at and not self.scene.ranked(token.end)

    def leads(self, standing: Standing) -> bool:
        """Whether a region stands at the head of its paragraph."""
        return standing.group.start - self.scene.text.blocks[standing.block].start < _HEAD

    # ------------------------------------------------------------------ features

    def of(self, where: Where) -> list[tuple[str, frozenset[str]]]:
        """The candidates of a statement with their features; only one where the words right before tell whose it is."""
        context = self._context(where)
        cues = _Cues(self, context)
        keys = [NONE] if self._national(where.position) else self._candidates(context)
        owner, unit = cues.owner
        owners = [k for k in keys if k and (k == owner or (unit and self.scene.fits(k, unit)))]
        return [
            (key, frozenset(cues.none() if key == NONE else cues.region(key)))
            for key in owners[:1] or keys
        ]


class _Cues:
    """The cues around one statement."""

    def __init__(self, features: AboutFeatures, context: _Context) -> None:
        self.f = features
        self.c = context
        before = context.before
        self.last = before[-1] if before else None
        topics = sorted(
            [*(s for s in before if s.opens), *context.spoken], key=lambda s: s.group.start
        )
        self.last_topic = topics[-1] if topics else None
        subjects = [s for s in topics if s.subject]
        self.last_subject = subjects[-1] if subjects else None
        self.first = next((s for s in before if s.block == context.block), None)
        led = (s for s in reversed(subjects) if s.block < context.block and features.leads(s))
        self.led = next(led, None)
        self.home = context.section[0] if context.section else context.where.subject
        units = [u for u in context.units if u.how != "people"]
        self.unit = units[-1] if units else None
        self.people = next((u for u in reversed(context.units) if u.how == "people"), None)
        stood = [s for s in subjects if s.block == context.block]
        if context.speaker is not None:  # what he says is of his place, until he names another
            stood = [
                context.speaker,
                *(s for s in stood if s.group.start > context.speaker.group.start),
            ]
        self.simple = stood[-1].group.key if stood else context.where.subject or NONE
        self.owner = features.scene.owner(context.where.position)
        self.unit_fit: dict[str, str] = {}
        for unit in context.units:
            earlier = [s.group.key for s in reversed(before) if s.group.start < unit.start]
            fitting = (k for k in earlier if features.scene.fits(k, unit.unit))
            key = next(fitting, None)
            if key is not None:
                self.unit_fit[unit.unit] = key

    def far(self, standing: Standing) -> str:
        """How far back a mention stands."""
        if standing.clause == self.c.clause:
            return "clause"
        if standing.sentence == self.c.sentence:
            return "sentence"
        if standing.block == self.c.block:
            return "before" if standing.sentence == self.c.sentence - 1 else "paragraph"
        return "next" if standing.block == self.c.block - 1 else "far"

    def related(self, key: str) -> str:
        """How a region lies to the home of the statement: its section's or its article's region."""
        home = self.home
        if home is None:
            return "homeless"
        if key == home:
            return "home"
        if self.f.frame.holds(home, key):
            return "below"
        return "above" if self.f.frame.holds(key, home) else "beside"

    def region(self, key: str) -> Iterable[str]:
        """The features of a region."""
        related = self.related(key)
        level = self.f.frame.nodes[key].level
        yield related
        yield f"level.{'low' if level in ('township', 'village') else level}.{related}"
        if key == self.simple:
            yield "simple"
        if self.led is not None and self.led.group.key == key:
            yield f"led.{'next' if self.led.block == self.c.block - 1 else 'far'}.{related}"
        yield from self._topics(key, related)
        yield from self._mentions(key, related)
        yield from self._place(key)
        yield from self._units(key)

    def _topics(self, key: str, related: str) -> Iterable[str]:
        for name, topic in (("topic", self.last_topic), ("subject", self.last_subject)):
            if topic is None or topic.group.key != key:
                continue
            far = self.far(topic)
            yield f"{name}.{far}"
            yield f"{name}.{far}.{related}"
            if name == "topic":
                yield f"topic.{topic.before or 'plain'}"
                yield f"topic.{topic.before or 'plain'}.{far}"
                if topic.after:
                    yield f"topic.after.{topic.after}"
                if topic.listed:
                    yield "topic.listed"
            if far in ("before", "paragraph"):
                order = "leads" if topic is self.first else "later"
                yield f"{name}.{order}.{related}"
                yield f"{name}.{order}.{related}.{self._spoken(key)}"
                group = topic.group
                if group.end - group.start > len(self.f.frame.nodes[key].name) + 1:
                    yield f"{name}.{order}.chain"

    def _spoken(self, key: str) -> str:
        """Whether the sentence of the statement speaks of a region by its unit, of another unit, or of none."""
        if self.unit is None or self.unit.sentence != self.c.sentence:
            return "silent"
        return "spoken" if self.f.scene.fits(key, self.unit.unit) else "other"

    def _mentions(self, key: str, related: str) -> Iterable[str]:
        own = [s for s in self.c.before if s.group.key == key]
        if not own:
            yield "unnamed.before"
        else:
            last = own[-1]
            far = self.far(last)
            if not last.opens:
                yield f"mention.{far}.{last.before or 'plain'}"
            if last is self.last:
                yield f"mention.last.{far}"
                yield f"mention.last.{far}.{related}"
            if last.after and far in ("clause", "sentence"):
                yield f"mention.after.{last.after}"
            if last.listed and far in ("clause", "sentence"):
                yield f"listed.{far}"
        if self.first is not None and self.first.group.key == key:
            yield f"first.{'opens' if self.first.opens else 'inside'}"
            yield f"first.{related}"
        for s in self.c.behind:
            if s.group.key == key and s.clause == self.c.clause:
                yield f"behind.clause.{s.before or 'plain'}"
            elif s.group.key == key and s.sentence == self.c.sentence:
                yield "behind.sentence"

    def _place(self, key: str) -> Iterable[str]:
        if key == self.c.where.subject:
            yield "article"
        if self.c.section and self.c.section[0] == key:
            yield "section"
        if key in self.c.own.titled:
            yield "headline"
        if key in self.c.own.lead:
            yield "opening"
        if self.c.own.counts and self.c.own.counts[key] == max(self.c.own.counts.values()):
            yield "most"
        if self.c.own.counts[key] == 1:
            yield "once"
        if len(self.c.own.counts) == 1:
            yield "only"
        if self.c.speaker is not None and key == self.c.speaker.group.key:
            yield "speaker"
        yield from self._protagonist(key)
        if self.f.frame.nodes[key].level == "province":
            yield "province"
        yield from self._beside_topic(key)

    def _protagonist(self, key: str) -> Iterable[str]:
        if key == self.c.own.protagonist:
            related = self.related(key)
            yield f"protagonist.{related}"
            if self.c.own.alone:
                yield f"protagonist.alone.{related}"

    def _beside_topic(self, key: str) -> Iterable[str]:
        frame, topic = self.f.frame, self.last_topic
        if topic is not None and topic.group.key != key:
            if frame.holds(topic.group.key, key):
                yield "below.topic"
            elif frame.holds(key, topic.group.key):
                yield "above.topic"

    def _units(self, key: str) -> Iterable[str]:
        owner, owning = self.owner
        if key == owner or (owning and self.f.scene.fits(key, owning)):
            yield "owner"
            yield f"owner.{self.related(key)}"
        people = self.people
        if people is not None and people.sentence == self.c.sentence:
            yield f"people.{'fits' if self.f.scene.fits(key, people.unit) else 'not'}"
        unit = self.unit
        if unit is None:
            return
        if unit.clause == self.c.clause:
            near = "clause"
        else:
            near = "sentence" if unit.sentence == self.c.sentence else "paragraph"
        if not self.f.scene.fits(key, unit.unit):
            yield f"unit.not.{near}"
            if near != "paragraph":
                yield f"unit.not.{unit.how}"
            return
        yield f"unit.fits.{near}"
        if near != "paragraph":
            yield f"unit.fits.{unit.how}"
            if unit.opens:
                yield "unit.fits.opens"
        if self.unit_fit.get(unit.unit) == key:
            yield f"unit.nearest.{near}"

    def none(self) -> Iterable[str]:
        """The features of no region."""
        c = self.c
        yield "none"
        if self.simple == NONE:
            yield "simple"
        if c.where.subject is None:
            yield "none.article"
            topic = self.last_topic
            yield f"none.article.{'no' if topic is None else self.far(topic)}"
            if c.own.institution:
                yield "none.article.institution"
        if c.nation:
            yield "none.nation"
        if c.own.institution:
            yield "none.institution"
        if c.institution:
            yield "none.institution.sentence"
        if self.last is None:
            yield "none.no_region"
        yield from self._unnamed()

    def _unnamed(self) -> Iterable[str]:
        """Whether words mean a unit that the text names nowhere before."""
        keys = {s.group.key for s in self.c.before}

        def known(unit: str) -> bool:
            return any(self.f.scene.fits(k, unit) for k in keys)

        if self.owner[1] and not known(self.owner[1]):
            yield "none.owner.unnamed"
        if self.unit is not None and not known(self.unit.unit):
            yield "none.unit_unnamed"
            yield f"none.unit_unnamed.{self.unit.how}"
