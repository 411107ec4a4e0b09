"""Whether a name of the gazetteer stands for the place: no common word, no part of another name, no person's."""

from __future__ import annotations

from kg import patterns as re
from kg.gazetteer.registry import registry
from kg.lexicon import levels
from kg.lexicon.words import any_of, members, of_class
from kg.rules.regions.edges import (
    BEFORE,
    HAN,
    RIVERS,
    crosses,
    ends_in_word,
    inside,
    is_name_of_other,
    is_part_of_name,
    runs_over,
)
from kg.rules.regions.gazetteer_matches import Hit
from kg.text.words import words

# Full names that are also common nouns: only with the place they belong to right before them.
COMMON_NOUNS = members("place.common")
TRACTS = members("place.tract")
_NEVER_IN_NAMES = members("stop.body")
_AUTHOR = re.compile(rf"(?:{any_of('pattern.author')})[ ：]?[一-鿿]$")
# The given name of somebody who speaks: 村支书何西安|介绍.
_SURNAMES = members("surname")
_SPEAKS = re.compile(r"(?:[^，。、]{0,4}(?:介绍|表示|告诉|坦言|感慨|感叹|回忆|解释|透露)|[^，。、]{0,3}说[，：])")
_SAYS = re.compile(r"说[，：。]|(?:介绍|表示|告诉|坦言|感慨|感叹|回忆|解释|透露|笑着)")
_TOWN_END = re.compile(rf"[一-鿿]{{1,3}}?(?:{levels.ANY_TOWN})")
_OF_PLACE = "人民省市县区州盟方的"  # behind a short form these still speak of the place


def stem_is_word(hit: Hit) -> bool:
    """Whether a county's name without its suffix is a word: 会同|县农业局, 公安|县局."""
    return any(hit.name[:-1] in e.doubtful and e.level == "county" for e in hit.entries)


def is_bare_word(clean: str, hit: Hit) -> bool:
    """Whether a name of two characters, or of a word with its suffix, stands where it may be part of something else."""
    joins = (hit.name[0] == "和" and len(hit.name) == 2) or hit.name[:-1] in _NEVER_IN_NAMES
    if joins and HAN.match(clean[hit.start - 1 : hit.start]):
        return BEFORE.search(clean, max(0, hit.start - 6), hit.start) is None  # 支部和|县水利局, 县监委会同|县财政局
    if hit.name in COMMON_NOUNS or len(hit.name) == 2 or hit.name[-2:] in TRACTS:
        return not _opens(clean, hit.start)
    return hit.start > 0 and crosses(clean, hit.start) and not of_party(clean, hit.start)


def _opens(clean: str, start: int) -> bool:
    """Whether a name may begin at ``start``: behind a mark, a word after which names begin, or 中共."""
    return ends_in_word(clean, start) or of_party(clean, start)


def of_party(clean: str, start: int) -> bool:
    """Whether 中共 or 共青团 stands before ``start``: what follows is a place."""
    return clean.endswith(of_class("party.name", "body.founder"), 0, start)


def short_form_stands(clean: str, hit: Hit) -> bool:
    """Whether a short form is the place itself: no name of another thing, no word across its edges."""
    start, end = hit.start, hit.end
    if is_name_of_other(clean, end) or runs_over(clean, start, end) or _torn(clean, start, end):
        return False
    if hit.level == "county" and (crosses(clean, start) or crosses(clean, end)):
        return False
    if hit.level == "prefecture" and len(hit.name) == 2 and _behind_surname(clean, start):
        return False
    if _AUTHOR.search(clean, max(0, start - 6), start) or _is_given_name(clean, hit):
        return False
    if _begins_town(clean, hit):
        return False
    return not (hit.name in ("江西", "江苏", "江北", "江南", "江东") and (clean[start - 1 : start] or "。") in RIVERS)


def _torn(clean: str, start: int, end: int) -> bool:
    """Whether the words of a stretch run over both edges of a name: 物业|保安|阳光|着装."""
    if not HAN.match(clean[start - 1 : start]) or not HAN.match(clean[end : end + 1]):
        return False
    near = words(clean, max(0, start - 3), min(len(clean), end + 3))
    return any(w.start < start < w.end for w in near) and any(w.start < end < w.end for w in near)


def _behind_surname(clean: str, start: int) -> bool:
    """Whether a surname that ends no word and no place stands before a short form: 刘|桂林."""
    if clean[start - 1 : start] not in _SURNAMES or ends_in_word(clean, start):
        return False
    return not any(clean[max(0, start - n) : start] in registry().by_name for n in (2, 3))


def _is_given_name(clean: str, hit: Hit) -> bool:
    """Whether a short form of two characters is part of the name of somebody who speaks: 何西安介绍, 常德旺说."""
    if len(hit.name) != 2:
        return False
    before, behind = clean[hit.start - 1 : hit.start], clean[hit.end : hit.end + 1]
    if before and before in _SURNAMES and not ends_in_word(clean, hit.start):
        return _SPEAKS.match(clean, hit.end) is not None
    whole = hit.name[0] in _SURNAMES and HAN.match(behind or "。") and behind not in _OF_PLACE
    return bool(whole) and _SAYS.match(clean, hit.end + 1) is not None


def _begins_town(clean: str, hit: Hit) -> bool:
    """Whether a short form is the beginning of a town's whole name: 云南|驿镇."""
    town = _TOWN_END.match(clean, hit.end)
    return town is not None and registry().towns_of_name(clean[hit.start : town.end()]) > 0


def known_short_stands(clean: str, hit: Hit) -> bool:
    """Whether the short form of a place that the text names in full means it: also in 萧山某某展示馆."""
    if short_form_stands(clean, hit):
        return True
    if runs_over(clean, hit.start, hit.end) or inside(clean, hit.start, hit.end, "“”", 24):
        return False
    titled = inside(clean, hit.start, hit.end, "《》", 60)
    return not titled and not is_part_of_name(clean, hit.end)
