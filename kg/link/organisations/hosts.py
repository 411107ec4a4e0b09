"""The company, school or hospital that a bare word (集团, 学院) or a department without its host stands for."""

from __future__ import annotations

from collections.abc import Sequence

from kg.lexicon import kinds
from kg.lexicon.words import of_class
from kg.model import OrganisationMention, Text
from kg.rules.engine import Found

_CORPORATIONS = tuple(kinds.CORPORATION + form for form in ("", *of_class("firm.legal"), kinds.COMPANY))
_SCHOOLS = ("大学", kinds.COLLEGE, kinds.SCHOOL, "中学", "小学")
_ENDINGS = {
    kinds.CORPORATION: _CORPORATIONS,
    _CORPORATIONS[-1]: _CORPORATIONS,
    kinds.COMPANY: (kinds.COMPANY, kinds.CORPORATION),
    kinds.HEAD_COMPANY: (kinds.HEAD_COMPANY,),
    kinds.SCHOOL: (*_SCHOOLS, "党校"),
    "校": _SCHOOLS,
    "院": of_class("pattern.institute"),
}
_MAIN = (*of_class("pattern.institution"), kinds.SCHOOL, "矿", "厂")
_WHOLE = of_class("pattern.whole_institution")
_HEAD = 160


def host_stem(m: OrganisationMention) -> str:
    """The host that a name begins with, or the name itself."""
    return m.name[: m.inside[0]] if m.inside else m.name


def _whole(stem: str, word: str) -> str:
    """The university of a faculty, where its own word is meant: 校 → 西华师范大学."""
    university, found, faculty = stem.partition("大学")
    return university + found if found and faculty and word in {"校", kinds.SCHOOL} else stem


def host_named(mentions: Sequence[OrganisationMention], word: str) -> tuple[str, OrganisationMention] | None:
    """The organisation that a bare kind word stands for: the first that the document names."""
    endings = _ENDINGS.get(word, (word,))
    named = ((_whole(host_stem(m), word), m) for m in mentions if m.bare != "organisation")
    fitting = ((stem, m) for stem, m in named if stem.endswith(endings))
    return next(((stem, m) for stem, m in fitting if len(stem) > len(word) + 1), None)


def main_host(text: Text, found: Found, position: int) -> tuple[str, OrganisationMention] | None:
    """The institution that the head of the article names, and so is its subject."""
    article = text.article_at(position)
    if article is None:
        return None
    for m in found.touching(OrganisationMention, article.start, article.start + _HEAD):
        if m.bare is None:
            whole = m.name[: m.inside[-1]] if m.inside else m.name
            stem = next((whole[:n] for n in range(4, len(whole)) if whole[:n].endswith(_WHOLE)), whole)
            if stem.endswith(_MAIN):
                return stem, m
    return None
