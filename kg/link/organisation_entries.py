"""What is gathered of each organisation over a document, and which names are the same or come along."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.model import OrganisationMention, Quote, Region, Text

_PARTY = re.compile(
    r"(?:（[^（）]{2,16}）)?(?:机关|联合|直属|临时|教工|学生|离退休|第[一二三四五六七八九十]+)*"
    r"(?:党委|党工委|党组|党总支|党支部|党小组|总支|支部|纪委)"
)
_CENTRE = re.compile(r"研究中心$")
_HEAD = 120
_GENERIC = {
    "学校": "大学|学院|学校|中学|小学",
    "学院": "学院",
    "集团": "集团|集团有限公司|集团股份有限公司|集团有限责任公司|集团公司",
    "公司": "公司",
    "医院": "医院",
}
_KINDS = (
    (re.compile(r"(?:大学|学院|学校)$"), "学校"),
    (re.compile(r"会$"), "社会组织"),
    (re.compile(r"医院$"), "其他"),
    (re.compile(r"合作社$"), "合作社"),
)


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
    return next((kind for pattern, kind in _KINDS if pattern.search(host)), "企业")


def speaks_of_host(
    text: Text, host: str, m: OrganisationMention, longer: Sequence[tuple[int, int]]
) -> bool:
    """Whether a document speaks of a host itself, and not only of the Party body that it bears.

    It does where the host's name stands outside the ``longer`` names, where it has a research centre
    behind it or is a branch with units, or where the document is the host's own and says just 集团 or 学校.
    """
    clean = text.clean
    if _CENTRE.search(m.name) or (
        host.endswith("分公司") and not _PARTY.match(clean, m.start + len(host))
    ):
        return True
    for found in re.finditer(re.escape(host), clean):
        inside = any(start <= found.start() and found.end() < end for start, end in longer)
        if not inside and clean[found.end() : found.end() + 1] != "（":
            return True
    article = text.article_at(m.start)
    own = article is not None and host in clean[article.start : article.start + _HEAD]
    for word, endings in _GENERIC.items():
        if own and re.search(f"(?:{endings})$", host):
            alone = re.compile(rf"(?<![\u4e00-\u9fff+“—]){word}(?![+—”]|党|纪|工会|团委)")
            if alone.search(clean):
                return True
    return False


def merge_endings(entries: dict[str, Entry]) -> None:
    """A name that is the end of one longer name is that organisation: 化工学院党委, 津门理工大学化工学院党委."""
    for name in sorted(entries, key=lambda n: (len(n), n)):
        longer = sorted((n for n in entries if n != name and n.endswith(name)), key=len)
        entry = entries[name]
        chain = all(b.endswith(a) for a, b in pairwise(longer))
        if not longer or not chain or len(name) < 4:
            continue
        whole = entries[longer[0]]
        if whole.kind != entry.kind or (
            entry.region and whole.region and entry.region != whole.region
        ):
            continue
        whole.aliases |= {name, *entry.aliases}
        whole.quotes += entry.quotes
        del entries[name]
        for other in entries.values():
            other.host = longer[0] if other.host == name else other.host
