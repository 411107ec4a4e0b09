"""Which region a statement is about: the candidates, and the classes of cues that speak for each.

A feature is a name like ``subject.last.paragraph``: the candidate was the last region that stood as a subject, in
this paragraph. No feature holds a name of a place or a word of a text.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.choose.elsewhere import looks_to
from kg.choose.linear import holding
from kg.choose.scene import Scene, Standing
from kg.choose.surroundings import Context, Surroundings, Where
from kg.choose.units import counted
from kg.lexicon import levels

NONE = ""
"""The candidate of a statement that is about no region."""


class AboutFeatures:
    """The candidates of statements in one text and their features."""

    def __init__(self, scene: Scene) -> None:
        """Take the scene of a text."""
        self.scene = scene
        self.frame = scene.frame
        self.around = Surroundings(scene)

    def of(self, where: Where) -> list[tuple[str, frozenset[str]]]:
        """The candidates of a statement with their features; only one where the words right before tell whose it is."""
        context = self.around.of(where)
        cues = _Cues(self, context)
        owner, unit = cues.owner
        national = self.around.is_national(where.position)
        keys = [NONE] if national else self._candidates(context, unit)
        several = counted(self.scene.text.clean, where.start, where.position) if where.start is not None else ""
        if any(context.own.elsewhere):
            keys = [k for k in keys if k == owner or self._at_home(k, context)]
        if several:  # none of 21个村 by itself, unless the sentence is about it: 甲村……，带动3个村
            here = {s.group.key for s in context.before if s.sentence == context.sentence}
            keys = [k for k in keys if not k or k in here or not self.scene.fits(k, several)]
        owners = [k for k in keys if k and (k == owner or (unit and self.scene.fits(k, unit)))]
        return [(key, frozenset(cues.none() if key == NONE else cues.region(key))) for key in owners[:1] or keys]

    def _at_home(self, key: str, context: Context) -> bool:
        """Whether a statement may be about a region, in an article that speaks of its own place and looks to others: what a
        sentence says of another place is that place's, and a unit word (全市) may mean one above the own."""
        abroad, higher = context.own.elsewhere
        said = (s for s in context.before if s.group.key == key and s.sentence == context.sentence)
        meant = key in higher and any(
            u.sentence == context.sentence and self.scene.fits(key, u.unit) for u in context.units
        )
        return key not in abroad | higher or meant or not all(map(looks_to, said))

    def _candidates(self, context: Context, owning: str) -> list[str]:
        """The regions that a statement may be about: those named before it, the nearest first, then ``NONE``; ``owning`` is the
        unit right before it."""
        subject = context.where.subject
        keys = [s.group.key for s in reversed(context.before)]
        keys += [s.group.key for s in context.behind]
        keys += [context.speaker.group.key] if context.speaker is not None else []
        keys += context.section
        keys += [subject] if subject is not None else []
        keys += sorted(context.own.titled)
        found = list(dict.fromkeys(keys))
        for unit in sorted({u.unit for u in context.units} | ({owning} if owning else set())):
            if not any(self.scene.fits(k, unit) for k in found):
                found += [k for k in self.around.above(found) if self.scene.fits(k, unit)]
        return [*dict.fromkeys(found), NONE]


class _Cues:
    """The cues around one statement."""

    def __init__(self, features: AboutFeatures, context: Context) -> None:
        self.f = features
        self.c = context
        before = context.before
        self.last = before[-1] if before else None
        topics = sorted([*(s for s in before if s.opens), *context.spoken], key=lambda s: s.group.start)
        self.last_topic = topics[-1] if topics else None
        subjects = [s for s in topics if s.subject]
        self.last_subject = subjects[-1] if subjects else None
        self.first = next((s for s in before if s.block == context.block), None)
        led = (s for s in reversed(subjects) if s.block < context.block and features.around.leads(s))
        self.led = next(led, None)
        self.home = context.section[0] if context.section else context.where.subject
        units = [u for u in context.units if u.how != "people"]
        opening = [u for u in units if u.opens and u.how in ("whole", "own") and u.clause == context.clause]
        self.unit = next(reversed(opening or units), None)  # 全县|村集体收入 is the county's
        self.people = next((u for u in reversed(context.units) if u.how == "people"), None)
        stood = [s for s in subjects if s.block == context.block]
        if context.speaker is not None:  # what he says is of his place, until he names another
            stood = [context.speaker, *(s for s in stood if s.group.start > context.speaker.group.start)]
        self.simple = stood[-1].group.key if stood else context.where.subject or NONE
        self.owner = features.scene.owner(context.where.position, context.where.start)
        self.last_of = {s.group.key: s for s in before}
        self.nearest: str | None = None  # the last region before the unit that it may mean
        meant = [u for u in context.units if self.unit is not None and u.unit == self.unit.unit]
        for unit in meant:
            earlier = (s.group.key for s in reversed(before) if s.group.start < unit.start)
            fitting = (k for k in earlier if features.scene.fits(k, unit.unit))
            self.nearest = next(fitting, self.nearest)

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
        yield f"level.{'low' if level in levels.LOW else level}.{related}"
        if key == self.simple:
            yield "simple"
        if self.led is not None and self.led.group.key == key:
            yield f"led.{'next' if self.led.block == self.c.block - 1 else 'far'}.{related}"
        yield from self._topics(key, related)
        yield from self._mentions(key, related)
        yield from self._place(key)
        yield from self._units(key)

    def _topics(self, key: str, related: str) -> Iterable[str]:
        topic, subject = self.last_topic, self.last_subject
        if topic is not None and topic.group.key == key:
            yield f"topic.{self.far(topic)}"
            yield f"topic.{topic.before or 'plain'}"
            if topic.after:
                yield f"topic.after.{topic.after}"
            if topic.listed:
                yield "topic.listed"
        if subject is not None and subject.group.key == key:
            yield f"subject.{self.far(subject)}"
            yield f"subject.{self.far(subject)}.{related}"

    def _mentions(self, key: str, related: str) -> Iterable[str]:
        last = self.last_of.get(key)
        if last is None:
            yield "unnamed.before"
        else:
            far = self.far(last)
            if last is self.last:
                yield f"mention.last.{far}"
                yield f"mention.last.{far}.{related}"
            if last.listed and far in ("clause", "sentence"):
                yield f"listed.{far}"
        if self.first is not None and self.first.group.key == key:
            yield f"first.{related}"
        for s in self.c.behind:
            if s.group.key == key and s.clause == self.c.clause:
                yield f"behind.clause.{s.before or 'plain'}"
            elif s.group.key == key and s.sentence == self.c.sentence:
                yield "behind.sentence"

    def _place(self, key: str) -> Iterable[str]:
        own, times = self.c.own, self.c.own.counts[key]
        told = {
            "article": key == self.c.where.subject,
            "section": key in self.c.section[:1],
            "headline": key in own.titled,
            "opening": key in own.lead,
            "most": times and times == own.most,
            "once": times == 1,
            "only": len(own.counts) == 1,
            "speaker": self.c.speaker is not None and key == self.c.speaker.group.key,
            "province": self.f.frame.nodes[key].level == "province",
        }
        yield from holding(told)
        if key == own.protagonist:
            related = self.related(key)
            yield f"protagonist.{related}"
            if own.alone:
                yield f"protagonist.alone.{related}"

    def _units(self, key: str) -> Iterable[str]:
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
            return
        yield f"unit.fits.{near}"
        if near != "paragraph" and unit.opens:
            yield "unit.fits.opens"
        if self.nearest == key:
            yield f"unit.nearest.{near}"

    def none(self) -> Iterable[str]:
        """The features of no region."""
        c = self.c
        yield "none"
        if self.simple == NONE:
            yield "simple"
        if c.where.subject is None and c.own.institution:
            yield "none.article.institution"
        told = {
            "nation": c.nation,
            "institution": c.own.institution,
            "institution.sentence": c.institution,
            "no_region": self.last is None,
        }
        yield from holding(told, "none.")
