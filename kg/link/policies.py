"""Policy documents: one entry for each, with who issued it, who carries it out, and what the text says of it."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from operator import itemgetter

from kg.lexicon.words import of_class
from kg.link.actors import Actor, Actors
from kg.link.issuers import by_number, level_of
from kg.link.places import Places
from kg.model import Organisation, ParticularMention, Policy, PolicyMention, Programme, Quote, Text
from kg.rules.documents.scene import kind_of
from kg.rules.engine import Found

_TAIL = 12
_TRIAL = of_class("pattern.on_trial")
_RELATIONS = ("basis", "carries", "issues", "replaces")


@dataclass(slots=True)
class _Entry:
    title: str
    mention: PolicyMention
    issuer: Actor | None = None
    by: list[tuple[Actor | Programme, Quote]] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    edges: list[tuple[str, int, Quote]] = field(default_factory=list)
    why: str = ""


class _Entries:
    """The documents of a text while what is said of them is gathered."""

    def __init__(self, linker: Actors, found: Found, programmes: tuple[Programme, ...]) -> None:
        self.linker = linker
        self.programmes = programmes
        self._run = sorted((q.start, n) for n, p in enumerate(programmes) for q in p.quotes)
        said = found.of(ParticularMention)
        self.numbers = {p.about: p.value for p in reversed(said) if p.what == "number"}
        self.short = {p.value: p.about for p in said if p.what == "alias"}
        self.aliases = {p.start for p in said if p.what == "alias"}
        self.carried = {p.other for p in said if p.what in ("basis", "carries")}
        self.at: dict[int, str] = {}
        self.by_key: dict[str, _Entry] = {}
        for m in sorted(found.of(PolicyMention), key=lambda m: (m.start, -m.end)):
            self._add(m)
        for p in said:
            self._say(p)

    def _add(self, m: PolicyMention) -> None:
        if m.start in self.aliases or (m.title in self.short and self.short[m.title] in self.at):
            self.at[m.start] = self.at[self.short[m.title]]
            self.by_key[self.at[m.start]].quotes.append(Quote(m.start, m.end, m.rule))
            return
        number = self.numbers.get(m.start)
        known = [
            k
            for k, e in self.by_key.items()
            if m.title == e.said.get("number") or _unrevised(m.title) == _unrevised(e.title)
        ]
        key = next((k for k in known if number in (None, self.by_key[k].said.get("number", number))), None)
        key = key or (f"{m.title}\x1f{number}" if known else m.title)
        entry = self.by_key.setdefault(key, _Entry(m.title, m))
        if number is not None:
            entry.said.setdefault("number", number)
        quote = Quote(m.start, m.end, m.rule)
        self.at[m.start] = key
        entry.quotes.append(quote)
        entry.issuer = entry.issuer or self.linker.issuer(m)
        if not m.implements:
            return
        actor = self.linker.subject(m.start)
        if actor is not None and actor != entry.issuer:
            entry.by.append((actor, quote))
        programme = self._carrying(m) if m.start not in self.carried else None
        if programme is not None:
            entry.by.append((programme, quote))

    def _carrying(self, m: PolicyMention) -> Programme | None:
        """The programme that the sentence goes on to run on the ground of a document: 按照《…》要求，推行“三岗联创”."""
        sentence = self.linker.text.sentence_at(m.start)
        end = sentence.end if sentence is not None else m.end
        i = bisect_left(self._run, m.end, key=itemgetter(0))
        return self.programmes[self._run[i][1]] if i < len(self._run) and self._run[i][0] < end else None

    def _say(self, p: ParticularMention) -> None:
        entry = self.by_key[self.at[p.about]]
        quote = Quote(p.start, p.end, p.rule)
        if p.what in _RELATIONS and p.other is not None:
            entry.edges.append((p.what, p.other, quote))
            return
        if p.what != "alias":
            entry.said.setdefault(p.what, p.value)
            entry.quotes.append(quote)

    def edges(self, entry: _Entry) -> tuple[tuple[str, str, Quote], ...]:
        """The relations of a document to others, each once."""
        found: dict[tuple[str, str], Quote] = {}
        for what, other, quote in entry.edges:
            key = self.at[other]
            if self.by_key[key] is not entry:
                found.setdefault((what, key), quote)
        return tuple((what, key, quote) for (what, key), quote in found.items())

    def settle_issuers(self) -> None:
        """The bodies that numbers name, and for what a notice issues the notice's own."""
        for entry in self.by_key.values():
            number = entry.said.get("number")
            if number is None or isinstance(entry.issuer, Organisation):
                continue
            quote = next(q for q in entry.quotes if q.rule == "document.number")
            body = by_number(number, self.linker.around(quote.start), quote)
            if body is not None:
                entry.issuer, entry.why = body, body.why
        for entry in list(self.by_key.values()):
            itself = entry.mention.rule == "document.itself"
            for what, key, _ in self.edges(entry):
                issued = self.by_key[key]
                own = what == "issues" and itself and self._passes_on(entry, issued)
                if own and entry.issuer is not None:
                    issued.issuer = entry.issuer
                    issued.by = [b for b in issued.by if b[0] != entry.issuer]

    def _passes_on(self, notice: _Entry, issued: _Entry) -> bool:
        """Whether a notice is the issue of what it names, and not the forwarding of another body's."""
        own = "转发" not in notice.title and "批转" not in notice.title
        return own and issued.said.get("number") is None

    def since(self, entry: _Entry) -> str | None:
        """From when a document is in force; from its own issue, or that of the notice that issues it."""
        since = entry.said.get("since")
        if since != "issued":
            return since
        notices = [
            e
            for e in self.by_key.values()
            for what, key, _ in self.edges(e)
            if what == "issues" and self.by_key[key] is entry
        ]
        days = [e.said.get("date") for e in (entry, *notices)]
        return next((d for d in days if d), None)


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


def _kind(linker: Actors, m: PolicyMention) -> str | None:
    """The word for the kind of a document at the end of its title, what stands in brackets behind it left out."""
    inner = 0 if m.rule.startswith("document.") else 1
    return kind_of(linker.seen, m.start + inner, m.end - inner) or None


def _on_trial(title: str, kind: str | None) -> bool:
    """Whether a title says 试行 or 暂行, in brackets or right before its kind; not in another title that it holds."""
    outer = title.partition("《")[0] + title.rpartition("》")[2]
    return any(f"（{w}" in outer or f"{w}{kind or ''}" in outer[-_TAIL:] for w in _TRIAL)


def _plain(words: str) -> str:
    return words.replace("“", "").replace("”", "")


def _named(title: str, programmes: tuple[Programme, ...]) -> Iterator[Programme]:
    """The programmes whose names, quoted or in full, stand in a title."""
    for programme in programmes:
        core = programme.name.partition("“")[2].partition("”")[0]
        quoted = programme.name in title or (core and f"“{core}”" in title)
        itself = _plain(title).endswith(_plain(programme.name))
        if quoted and "《" not in title and not itself:
            yield programme


def resolve_policies(
    text: Text,
    found: Found,
    places: Places,
    organisations: tuple[Organisation, ...],
    programmes: tuple[Programme, ...] = (),
) -> tuple[Policy, ...]:
    """The policy documents that a document names, each once."""
    linker = Actors(text, found, places, organisations)
    entries = _Entries(linker, found, programmes)
    entries.settle_issuers()
    named = {o.name: o for o in organisations}
    return tuple(_policy(entries, key, named, programmes) for key in entries.by_key)


def _policy(entries: _Entries, key: str, named: dict[str, Organisation], programmes: tuple[Programme, ...]) -> Policy:
    e = entries.by_key[key]
    issuer = e.issuer
    if isinstance(issuer, Organisation) and issuer.name in named:
        issuer = named[issuer.name]
    since = entries.since(e)
    until = e.said.get("until") or _until(since, e.said.get("span"))
    kind = _kind(entries.linker, e.mention)
    policy = Policy(
        title=e.title,
        issuer=issuer,
        joint=tuple(named.get(o.name, o) for o in entries.linker.joint(issuer, e.mention.start)),
        carried_out_by=tuple(e.by),
        quotes=tuple(e.quotes),
        key=key,
        number=e.said.get("number"),
        kind=kind,
        level=level_of(issuer, e.title),
        date=e.said.get("date"),
        since=since,
        until=until,
        trial="trial" in e.said or _on_trial(e.title, kind),
    )
    return replace(policy, edges=entries.edges(e), programmes=tuple(_named(e.title, programmes)), why=e.why)
