"""Policy documents: one entry for each, with who issued it, who carries it out, and what the text says of it."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import itemgetter

from kg.lexicon.words import of_class
from kg.link.actors import Actor, Actors
from kg.link.issuers import by_number, rank_of
from kg.link.places import Places
from kg.model import Organisation, ParticularMention, Policy, PolicyMention, Programme, Quote, Text
from kg.rules.documents.scene import kind_of
from kg.rules.engine import Found
from kg.syntax.quotations import UNQUOTED

_ENDING = 12  # the last characters of a title, in which it tells that it is on trial
_TRIAL = of_class("pattern.on_trial")
_RELATIONS = ("basis", "carries", "issues", "replaces")
_HANDED_ON = ("转发", "批转")


@dataclass(slots=True, eq=False)
class _Entry:
    """A document while what is said of it is gathered: ``said`` its particulars, ``edges`` how it stands to others, by their keys."""

    key: str
    mention: PolicyMention
    issuer: Actor | None = None
    by: list[tuple[Actor | Programme, Quote]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    edges: dict[tuple[str, str], Quote] = field(default_factory=dict)
    why: str = ""

    @property
    def title(self) -> str:
        """The title at its first mention."""
        return self.mention.title


class _Entries:
    """The documents of a text by their keys, and by the places where it names them."""

    def __init__(self, actors: Actors, found: Found, programmes: tuple[Programme, ...]) -> None:
        self.actors = actors
        self.programmes = programmes
        self._named = sorted((q.start, n) for n, p in enumerate(programmes) for q in p.quotes)
        said = found.of(ParticularMention)
        self._numbers = {p.about: p.value for p in reversed(said) if p.what == "number"}
        self._aliases = {p.start: p.about for p in said if p.what == "alias"}
        self._short = {p.value: p.about for p in said if p.what == "alias"}
        self._carried = {p.other for p in said if p.what in ("basis", "carries")}
        self._at: dict[int, _Entry] = {}
        self.by_key: dict[str, _Entry] = {}
        for m in sorted(found.of(PolicyMention), key=lambda m: (m.start, -m.end)):
            self._add(m)
        for p in said:
            self._say(p)
        self._settle_issuers()

    def _add(self, m: PolicyMention) -> None:
        quote = Quote(m.start, m.end, m.rule)
        meant = self._at.get(self._short.get(m.title, self._aliases.get(m.start, -1)))
        entry = self._at[m.start] = meant or self._entry(m)
        entry.quotes.append(quote)
        if meant is not None:
            return
        entry.issuer = entry.issuer or self.actors.issuer(m)
        if not m.implements:
            return
        actor = self.actors.subject(m.start)
        if actor is not None and actor != entry.issuer:
            entry.by.append((actor, quote))
        programme = self._carrying(m) if m.start not in self._carried else None
        if programme is not None:
            entry.by.append((programme, quote))

    def _entry(self, m: PolicyMention) -> _Entry:
        """The entry of a document: the one that bears its title, or its number, and no other number, else a new one."""
        number = self._numbers.get(m.start)
        title = _unrevised(m.title)
        known = [e for e in self.by_key.values() if m.title == e.said.get("number") or title == _unrevised(e.title)]
        entry = next((e for e in known if number in (None, e.said.get("number", number))), None)
        if entry is None:
            key = f"{m.title}\x1f{number}" if known else m.title
            entry = self.by_key.setdefault(key, _Entry(key, m))
        if number is not None:
            entry.said.setdefault("number", number)
        return entry

    def _carrying(self, m: PolicyMention) -> Programme | None:
        """The programme that the sentence goes on to run on the ground of a document: 按照《…》要求，推行“三岗联创”."""
        sentence = self.actors.text.sentence_at(m.start)
        end = sentence.end if sentence is not None else m.end
        i = bisect_left(self._named, m.end, key=itemgetter(0))
        return self.programmes[self._named[i][1]] if i < len(self._named) and self._named[i][0] < end else None

    def _say(self, p: ParticularMention) -> None:
        entry = self._at[p.about]
        quote = Quote(p.start, p.end, p.rule)
        if p.what in _RELATIONS and p.other is not None:
            other = self._at[p.other]
            if other is not entry:
                entry.edges.setdefault((p.what, other.key), quote)
        elif p.what != "alias":
            entry.said.setdefault(p.what, p.value)
            entry.quotes.append(quote)

    def _settle_issuers(self) -> None:
        """The bodies that numbers name, and for what a notice issues, and does not hand on, the notice's own."""
        for entry in self.by_key.values():
            number = entry.said.get("number")
            if number is None or isinstance(entry.issuer, Organisation):
                continue
            quote = next(q for q in entry.quotes if q.rule == "document.number")
            if (body := by_number(number, self.actors.around(quote.start), quote)) is not None:
                entry.issuer, entry.why = body, body.why
        for notice, issued in self._issues():
            own = notice.mention.rule == "document.itself" and not any(w in notice.title for w in _HANDED_ON)
            if own and notice.issuer is not None and "number" not in issued.said:
                issued.issuer = notice.issuer
                issued.by = [b for b in issued.by if b[0] != notice.issuer]

    def _issues(self) -> Iterator[tuple[_Entry, _Entry]]:
        """The notices and what each issues."""
        for notice in self.by_key.values():
            yield from ((notice, self.by_key[key]) for what, key in notice.edges if what == "issues")

    def since(self, entry: _Entry) -> str | None:
        """From when a document is in force; from its own issue, or that of the notice that issues it."""
        since = entry.said.get("since")
        if since != "issued":
            return since
        bearers = (entry, *(notice for notice, issued in self._issues() if issued is entry))
        return next((e.said["date"] for e in bearers if e.said.get("date")), None)


def _unrevised(title: str) -> str:
    """A title without the brackets that only tell of its revision: （2023年修订）."""
    head, mark, tail = title.rpartition("（")
    return head if mark and "修订" in tail else title


def _until(since: str | None, span: str | None) -> str | None:
    """The last day of a span of years or months that begins on a day."""
    if since is None or span is None or len(since) != len("2024-04-01"):
        return None
    first = date.fromisoformat(since)
    months = int(span[1:-1]) * (12 if span.endswith("Y") else 1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    day = min(first.day, monthrange(year, month + 1)[1])
    return (date(year, month + 1, day) - timedelta(days=1)).isoformat()


def _on_trial(title: str, kind: str | None) -> bool:
    """Whether a title says 试行 or 暂行, in brackets or right before its kind; not in another title that it holds."""
    outer = title.partition("《")[0] + title.rpartition("》")[2]
    return any(f"（{w}" in outer or f"{w}{kind or ''}" in outer[-_ENDING:] for w in _TRIAL)


def _quoted_in(title: str, programme: Programme) -> bool:
    """Whether a title speaks of a programme by its name, quoted or in full, and is neither that name nor another title's."""
    core = programme.name.partition("“")[2].partition("”")[0]
    quoted = programme.name in title or (core != "" and f"“{core}”" in title)
    return quoted and "《" not in title and not title.translate(UNQUOTED).endswith(programme.name.translate(UNQUOTED))


def resolve_policies(
    text: Text, found: Found, places: Places, organisations: tuple[Organisation, ...], programmes: tuple[Programme, ...]
) -> tuple[Policy, ...]:
    """The policy documents that a document names, each once."""
    entries = _Entries(Actors(text, found, places, organisations), found, programmes)
    named = {o.name: o for o in organisations}
    return tuple(_policy(entries, e, named) for e in entries.by_key.values())


def _policy(entries: _Entries, e: _Entry, named: dict[str, Organisation]) -> Policy:
    issuer = named.get(e.issuer.name, e.issuer) if isinstance(e.issuer, Organisation) else e.issuer
    since = entries.since(e)
    m = e.mention
    marks = 0 if m.rule.startswith("document.") else 1  # 《》
    kind = kind_of(entries.actors.analysis, m.start + marks, m.end - marks) or None
    return Policy(
        title=e.title,
        issuer=issuer,
        joint=tuple(named.get(o.name, o) for o in entries.actors.joint(issuer, m.start)),
        carried_out_by=tuple(e.by),
        quotes=tuple(e.quotes),
        key=e.key,
        number=e.said.get("number"),
        kind=kind,
        level=rank_of(issuer, e.title),
        date=e.said.get("date"),
        since=since,
        until=e.said.get("until") or _until(since, e.said.get("span")),
        trial="trial" in e.said or _on_trial(e.title, kind),
        edges=tuple((what, key, quote) for (what, key), quote in e.edges.items()),
        programmes=tuple(p for p in entries.programmes if _quoted_in(e.title, p)),
        why=e.why,
    )
