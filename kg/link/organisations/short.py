"""Short names that stand for a longer one of the same document: 市人社局 for 市人力资源和社会保障局, 锦川公司 for 江州锦川科技有限公司."""

from __future__ import annotations

from collections.abc import Iterator

from kg.lexicon import kinds
from kg.lexicon.words import members, of_class
from kg.link.organisations.entries import Entry, join
from kg.rules.organisations.vocabulary import JOINERS
from kg.text.words import words_of

_ENDS = ((kinds.FULL_COMMITTEE, "委"), (kinds.OFFICE, "办"), (kinds.GENERAL_OFFICE, "办"))
_FILLERS = of_class("pattern.left_out")
_FIRMS = of_class("firm.form")


def join_short(entries: dict[str, Entry]) -> None:
    """Make the entry of a short name, and those of its parts, part of the one long name that it stands for."""
    for short in sorted(entries, key=lambda n: (len(n), n)):
        if short not in entries:
            continue
        whole = [n for n in entries if len(n) > len(short) and _stands_for(entries, short, n)]
        if len(whole) == 1:
            for part, longer in list(_parts(entries, short, whole[0])):
                join(entries, part, longer)
            entries[short].kind = entries[whole[0]].kind  # 办公室 is read as another kind than 办
            join(entries, short, whole[0])


def _parts(entries: dict[str, Entry], short: str, whole: str) -> Iterator[tuple[str, str]]:
    """The bodies below the short name that stand below the long one too."""
    for name in sorted(entries):
        longer = whole + name.removeprefix(short)
        if name != short and name.startswith(short) and longer in entries:
            yield name, longer


def _stands_for(entries: dict[str, Entry], short: str, whole: str) -> bool:
    """Whether one name is a short form of another: without the word for its place's level (浙江高级人民法院), as offices and bureaus
    are called, or as firms and colleges are."""
    one, other = entries[short], entries[whole]
    place = other.region.name if other.region else ""
    if place and whole.startswith(place) and short == place[:-1] + whole[len(place) :]:
        return len(place) > 2
    if one.region != other.region:
        return False
    if len(place) > 2 and short.startswith(place[:-1]) and not short.startswith(place):
        short = place + short[len(place) - 1 :]  # 桃江|卫健局
    offices = {one.kind, other.kind} <= {kinds.STATE, kinds.OTHER}
    if offices and place and short.startswith(place) and whole.startswith(place):
        return _office(short[len(place) :], whole[len(place) :])
    told = _OWN_WAYS.get(one.kind) if one.kind == other.kind else None
    return told is not None and told(short, whole, place)


def _firm(short: str, whole: str, place: str) -> bool:
    """Whether a firm's short name is words of its long one: 锦川公司."""
    stem = short.removesuffix(kinds.COMPANY)
    named = len(stem) > 1 and stem not in members("modifier.body") and stem != place[:-1]
    return short.endswith(kinds.COMPANY) and named and whole.endswith(_FIRMS) and stem in _stem(whole)


def _college(short: str, whole: str, _: str) -> bool:
    """Whether a college's short name is made of the first characters of its words."""
    both = short.endswith(kinds.COLLEGE) and whole.endswith(kinds.COLLEGE)
    return both and _initials(short.removesuffix(kinds.COLLEGE), whole.removesuffix(kinds.COLLEGE))


_OWN_WAYS = {kinds.FIRM: _firm, kinds.SCHOOL: _college}
"""The sorts of bodies that are shortened in a way of their own."""


def _stem(firm: str) -> str:
    return firm.removesuffix(next((w for w in _FIRMS if firm.endswith(w)), ""))


def _office(short: str, whole: str) -> bool:
    """Whether an office's short name is made of the first characters of its words, or leaves out 工作: 科技局, 人才办."""
    for ending, form in _ENDS:
        short, whole = (n.removesuffix(ending) + form if n.endswith(ending) else n for n in (short, whole))
    if len(short) < 3 or short[-1] != whole[-1:]:
        return False
    short, whole = short[:-1], whole[:-1]
    return whole in {short + f for f in _FILLERS} or _initials(short, whole)


def _initials(short: str, whole: str) -> bool:
    """Whether the characters of a short name begin words of the long one, the first the first."""
    firsts = iter(w.text[0] for w in words_of(whole) if w.text not in JOINERS)
    return len(short) > 1 and short[0] == whole[0] and all(c in firsts for c in short)
