"""What a word may be to a name: a part of it, a mere kind word, or where the name must end."""

from __future__ import annotations

from collections.abc import Sequence

from kg import patterns as re
from kg.gazetteer.registry import registry
from kg.lexicon.words import any_of, members
from kg.text.words import Word, is_rare

GENERIC = members("modifier.body")
NAME_VERBS = members("verb.in_name")
HARD_STOPS = members("stop.body")
POSTS = members("body.post")
_ADVERBS = members("adverb") - {"共同"}  # 共同富裕|促进会
# Single characters that no name holds; others (多, 大, 强) may be part of one: 福旺多超市.
FIRM = frozenset(
    "由与和及同跟在于到对向从将把被让使给为以按是有无也就还又已并而或但即如像其该此这那某本我他她它每各全几的地得了着过之所等经据中系编问答含你请兼暨原看往不没赴称内辖"
)
# Verbs of one character that a place or a person stands before: 昆山|开|模具厂.
DOES = frozenset("开办看进上去回守卖建学")
_FUNCTION = frozenset("pcurdyeoil")
_COMMON = members("place.common")
_PROPER = frozenset({"nt", "ns", "nz", "quoted"})
JOINERS = "和与及"
_NO_NAMES = frozenset({"v", "vd", "vi", "vq", "l", "i", "d", "a", "ad", "t", "m", "q"})
# Four-character words that the dictionary takes for phrases, and that are nouns at the end: 土木工程, 老年大学.
NOUN_END = re.compile(rf"(?:{any_of('noun.discipline')})$")
_LUCKY = frozenset("顺越尤")  # prepositions to the dictionary, in names more often: 鸿|顺
_GROUPS = frozenset("铁建交核石冶电化航船粮信广车水能")  # 中铁, 中建, 中交
NUMBERED = frozenset("局冶建航处院公师团连队中科")  # 十二局, 二十冶, 三中
_ORDINAL = re.compile(r"第[一二三四五六七八九十百]+届?")
_KIND_TAIL = re.compile(rf"(?:{any_of('body.tail')})$")


def is_hard(word: Word, after: str = "") -> bool:
    """Whether a word, followed by the character ``after``, belongs to no name."""
    if word.text in NAME_VERBS:
        return False
    if (word.text == "中" and after in _GROUPS) or word.text in _LUCKY:
        return False
    if word.text in HARD_STOPS or word.text in POSTS or word.text.isdigit():
        return len(word.text) > 1 or word.text in FIRM
    if word.text[0] in "各每某该" and len(word.text) > 1:
        return True
    if len(word.text) == 4 and word.flag != "nt":
        told = word.text[2:] in HARD_STOPS - NAME_VERBS or word.text[:2] in _ADVERBS
        if told:
            return True  # 认真落实 and 大力发展 are single words of the dictionary
    if word.flag[:1] == "m":
        return len(word.text) > 1 and not _ORDINAL.fullmatch(word.text)
    if word.text == "大连" or (word.flag in {"l", "i"} and NOUN_END.search(word.text)):
        return False  # 大连 is an adverb to the dictionary
    return word.flag[:1] in _FUNCTION and word.flag != "eng" and word.text not in GENERIC


def fits(word: Word) -> bool:
    """Whether a word may stand between an owner and the end of the name of what it owns."""
    if len(word.text) == 1 and word.text in FIRM:
        return False
    if word.flag in {"ns", "nt", "quoted"} or word.text in NAME_VERBS:
        return True
    phrase = word.flag in {"l", "i", "nz"} and len(word.text) > 2
    if is_hard(word) and not phrase:
        return False
    if phrase and (word.text[-2:] in HARD_STOPS - NAME_VERBS or word.text[:2] in _ADVERBS):
        return False
    counted = word.flag[:1] == "m" and word.text[-1] not in NUMBERED
    if word.text[-1] in "级型性" or (counted and not _ORDINAL.match(word.text)):
        return False
    verb = word.flag in {"v", "vd", "vi", "vq"} and len(word.text) > 1
    return not verb or word.text in GENERIC or is_rare(word.text, 50)


def is_own(atoms: Sequence[Word]) -> bool:
    """Whether some word is a name's own and not a kind word: rare, a place, or loose characters."""
    before = last = ""
    for w in atoms:
        loose = len(w.text) == 1 and w.text not in GENERIC
        pair = len(before) == 1 == len(w.text) and (loose or before not in GENERIC)
        kind = not loose and last == "v"
        if pair and not kind and not (w.flag == "v" and last == "v"):
            return True  # 鑫|农, but not 包|联
        if not loose and _is_names_own(w):
            return True
        before, last = w.text, w.flag
    return False


def is_place(word: Word) -> bool:
    """Whether a word is the short name of a place that the dictionary takes for something else: 天水/n, 保定/v."""
    known = len(word.text) > 1 and word.text in registry().by_name and word.flag != "a"
    return known and is_rare(word.text, 1000) and word.text not in GENERIC | NAME_VERBS | HARD_STOPS


def _is_names_own(word: Word) -> bool:
    stem = _KIND_TAIL.sub("", word.text)
    if stem in GENERIC or stem in NAME_VERBS or not stem or word.flag in _NO_NAMES:
        return False
    if word.flag[:2] == "nr" and len(word.text) > 1:
        return is_rare(word.text, 1000)  # 萧山 and 顺德 are persons to the dictionary
    proper = word.flag in _PROPER or (len(word.text) > 1 and is_rare(word.text)) or is_place(word)
    return proper and word.text not in _COMMON
