"""Places whose name a text keeps back: H市, 甲县, C县R镇T村."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.gazetteer.kinds import kind_of_town, kind_of_village
from kg.gazetteer.registry import registry
from kg.lexicon import kinds, levels
from kg.model import RegionMention
from kg.text.words import words

# 甲乙丙丁 are also words and family names (丁村, 乙方): of these only at the edge of a word, towns and villages where there are several.
_LETTER = re.compile("[A-Z甲乙丙丁]")
_KEPT_BACK = re.compile(
    rf"(?<![A-Za-z\d+＋×])[A-Z](?P<latin>省|市|州|县|旗|(?!镇域|乡村|村(?:{levels.OF_VILLAGES})|村民自治)(?:{levels.ANY_TOWN}|{levels.ANY_VILLAGE}))"
    r"|(?<![\w+＋×])[A-Z](?P<edge>区)(?![块域])|(?<=市)[A-Z](?P<inner>区)(?![块域])"
    rf"|(?:(?<![一-鿿])|(?<=[在与到和的为由省市县区镇乡]))[甲乙丙丁](?P<stem>市(?!场)|县|{levels.ANY_TOWN}|{levels.ANY_VILLAGE})(?![级域])"
)

# A county that no gazetteer has, at the head of its clause, where its own committee, office or town follows.
_INVENTED = re.compile(
    r"(?<![一-鿿])(?P<name>[一-鿿]{2}(?P<suffix>县|区))"
    rf"(?=委(?![员托派屈任])|[县区]?{kinds.GOVERNMENT}|{kinds.DISCIPLINE}|[一-鿿]{{2,6}}局[^部面势限]|[一-鿿]{{2,3}}(?:镇|{levels.STREET})[一-鿿]{{2,4}}(?:村|{levels.COMMUNITY}))"
)
_NO_NAME = re.compile(
    "[由以在我把没现与向该自经到对于从和各本某全每年月日是为区县市省州等又请将被让使都也还就才再不要给随赴往称据按因]"
)


def invented(clean: str) -> Iterator[RegionMention]:
    """The counties of an invented name, wherever the text names them once one place shows that they are counties."""
    shown: dict[str, str] = {}
    for match in _INVENTED.finditer(clean):
        name, suffix = match["name"], match["suffix"]
        word = words(clean, match.start(), match.end())[0]
        plain = word.end >= match.end("suffix") - 1 and word.flag[:2] not in {"ns", "nr"}
        if not (plain or _NO_NAME.search(name[:-1]) or name in registry().by_name):
            shown[name] = suffix
    for name, suffix in shown.items():
        for match in re.finditer(name, clean):
            yield _kept_back(match, suffix, "county")


def anonymous(clean: str) -> Iterator[RegionMention]:
    """The places of a text that are named by a letter or a cyclical character."""
    matches = [m for at in _LETTER.finditer(clean) if (m := _KEPT_BACK.match(clean, at.start()))]
    several = len({m[0][0] for m in matches if m["stem"]}) > 1
    for match in matches:
        suffix = match[str(match.lastgroup)]
        level = levels.DIVISIONS[suffix][0]
        behind = clean[match.start() - 1 : match.start()]
        if match["stem"] and level in levels.LOW and not (several or behind in levels.DIVISIONS):
            continue
        if (tell := {"township": kind_of_town, "village": kind_of_village}.get(level)) is not None:
            kind = tell(match[0])
        else:
            kind = {"市": "地级市", "州": levels.AUTONOMOUS[0]}.get(suffix, suffix)
        yield _kept_back(match, kind, level)


def _kept_back(match: re.Match[str], kind: str, level: str) -> RegionMention:
    return RegionMention(
        start=match.start(), end=match.end(), rule="region.anonymous", name=match[0], kind=kind, level=level
    )
