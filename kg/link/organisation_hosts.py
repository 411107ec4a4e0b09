"""The company, school or hospital that a bare word (集团, 学院) or a department without its host stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.link.organisation_names import host_of
from kg.model import OrganisationMention, Text

HOST_WORD = re.compile(
    r"^(集团公司|集团|分公司|公司|学校|学院|大学|医院|校|院|局|厅|厂|矿|商会|协会|联盟|银行)"
)
_PARTY_BODY = re.compile(r"(党委|党工委|党组|党总支|党支部|党小组|总支|支部|纪委)$")
_ENDINGS = {
    "集团": "集团(?:股份|有限|责任|公司)*",
    "集团公司": "集团(?:股份|有限|责任|公司)*",
    "公司": "公司|集团",
    "矿": "矿",
    "学校": "大学|学院|学校|中学|小学|党校",
    "校": "大学|学院|学校|中学|小学",
    "院": "医院|学院|研究院",
}
_MAIN = re.compile(r"(?:公司|集团|学院|大学|医院|学校|中学|研究院|银行|矿|厂|农场)$")
_OWN_UNIT = re.compile(r"附属|二级学院$")
_HEAD = 160


def host_stem(m: OrganisationMention) -> str:
    """The host that a name begins with, or the name without its Party body."""
    return host_of(m.name) or _PARTY_BODY.sub("", m.name)


def host_mentions(
    mentions: Sequence[OrganisationMention], word: str
) -> list[tuple[int, str, OrganisationMention]]:
    """Where organisations are named that a bare kind word can stand for."""
    ending = re.compile(f"(?:{_ENDINGS.get(word, word)})$")
    named = [(m.start, host_stem(m), m) for m in mentions if m.bare is None]
    return [(start, stem, m) for start, stem, m in named if ending.search(stem)]


def main_host(
    text: Text, mentions: Sequence[OrganisationMention], position: int
) -> tuple[str, OrganisationMention] | None:
    """The institution that the head of the article names, and so is its subject."""
    article = text.article_at(position)
    if article is None:
        return None
    for m in mentions:
        if m.bare is None and article.start <= m.start < article.start + _HEAD:
            stem = host_stem(m)
            if _MAIN.search(stem) and not _OWN_UNIT.search(stem):
                return stem, m
    return None
