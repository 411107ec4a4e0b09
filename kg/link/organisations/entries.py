"""What is gathered of each organisation over a document, and which names are the same or come along."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.lexicon import kinds
from kg.lexicon.words import of_class
from kg.model import Quote, Region, Text

_LEGAL = of_class("firm.legal")
_REACH = 200  # characters: no name is longer
_HOSTS = ("body.school", "body.society", "body.coop", "body.other", "body.gov")


@dataclass(slots=True)
class Entry:
    """An organisation as it is gathered over the document."""

    kind: str
    region: Region | None
    why: str
    host: str | None = None
    above: str | None = None
    aliases: set[str] = field(default_factory=set)
    quotes: list[Quote] = field(default_factory=list)


def host_kind(host: str) -> str:
    """The type of an enterprise, school, hospital or association by its last word."""
    if host.endswith(of_class("body.firm")):
        return kinds.FIRM
    told = next((c for c in _HOSTS if host.endswith(of_class(c))), "body.firm")
    return kinds.BY_CLASS[told]


def stands_alone(text: Text, host: str, longer: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Where a document names a host outside the ``longer`` names, sorted, that begin with it or hold it."""
    at = text.clean.find(host)
    while at >= 0:
        end = at + len(host)
        low, high = bisect_left(longer, (at - _REACH, 0)), bisect_right(longer, (at, sys.maxsize))
        inside = any(end < b for _, b in longer[low:high])
        if not inside and text.clean[end : end + 1] != "（":
            yield at
        at = text.clean.find(host, end)


def merge(entries: dict[str, Entry]) -> None:
    """Names of one organisation become one entry: the end of one longer name (化工学院党委, 津门理工大学化工学院党委), and a
    name with and without its legal form."""
    backwards = sorted(n[::-1] for n in entries)
    for name in sorted((n for n in entries if len(n) > 3), key=lambda n: (len(n), n)):
        back = name[::-1]
        low, high = bisect_right(backwards, back), bisect_left(backwards, back + "\U0010ffff")
        longer = sorted((n for b in backwards[low:high] if (n := b[::-1]) in entries), key=len)
        if longer and all(b.endswith(a) for a, b in pairwise(longer)):
            join(entries, name, longer[0])
    for name in sorted(entries):
        legal = next((w for w in _LEGAL if name.endswith(w)), "")
        if legal and name.removesuffix(legal) in entries:
            join(entries, name.removesuffix(legal), name)


def join(entries: dict[str, Entry], name: str, longer: str) -> None:
    """Make one entry part of another, unless they are of different types or regions."""
    entry, whole = entries[name], entries[longer]
    apart = entry.region and whole.region and entry.region != whole.region
    if whole.kind != entry.kind or apart:
        return
    whole.aliases |= {name, *entry.aliases}
    whole.quotes += entry.quotes
    del entries[name]
    for other in entries.values():
        other.host = longer if other.host == name else other.host
