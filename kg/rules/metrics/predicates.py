"""What is said of the things counted: what they did, became or have reached (87个村|集体收入全部超过10万元)."""

from __future__ import annotations

from kg import patterns as re
from kg.lexicon.words import any_of
from kg.rules.metrics import nouns
from kg.rules.metrics.draft import Reader
from kg.rules.metrics.words import COLLECTIVE
from kg.rules.numbers.grammar import PASSED, PAST, REACHED, Figure

_PASSED = rf"(?:{REACHED}?了?|{PASSED}?了?|{any_of('figure.above')}|[跨闯迈越]?{PAST}?)"
_END = rf"(?={any_of('figure.mark')}|$|，)"
_REACHED = re.compile(
    rf"[^，；。]{{2,12}}?(?:{any_of('figure.adverb')})?"
    rf"(?:{_PASSED}|在)了?\d[\d.]*[百千万亿]*元(?:[至到—-]\d[\d.]*[百千万亿]*元)?(?:{any_of('figure.about')})?{_END}|"
    rf"[^，；。]{{2,12}}?(?:{any_of('figure.every')}|均|都|已)?{_PASSED}[百千]万元{_END}"
)
LISTED = re.compile(r"[、和及与]|\d")
_BOUND_AHEAD = re.compile(r"\d[\d.]*[百千万亿]*[一-龥]{1,3}?以[上下]")
# 87个行政村 | 集体经济收入全部超过10万元
HOLDERS = re.compile(
    rf"(?:[一-龥]{{0,4}}?(?:{any_of('figure.holder')})|户)(?=(?:村?级?{COLLECTIVE}|年|{any_of('figure.before_income')}|总)[^，]{{0,6}}?(?:{any_of('figure.income')}))"
)
# 18个科室被评为重点学科: what they became says what is counted.
NAMED = re.compile(
    rf"(?:{any_of('figure.adverb')})?(?:被|获)?(?:省|市|县|区|{any_of('pattern.nationwide')})?(?P<as>(?:{any_of('figure.honoured')})[^，。；、\d]{{2,16}})"
)


def said_of(r: Reader, words: str) -> str:
    """The predicate that follows what was counted; in a list that of the whole list."""
    if words.startswith("中"):
        return ""
    if LISTED.match(words) and not _BOUND_AHEAD.match(words):
        last = r.clause.figures[-1]
        words = r.rest(last)
        words = words[nouns.noun_end(words) :]
    told = nouns.predicate(words)
    if not _REACHED.match(told) and not re.search(r"以[上下]", told):
        told = re.split(r"\d", told)[0]  # 29个村签订订单131公顷
    return told if len(told) >= 2 else ""


def reached(r: Reader, figure: Figure, size: int) -> str:
    """What the things counted have reached (87个村集体收入全部超过10万元): the words about it, with 的."""
    told = nouns.predicate(r.clean[figure.end + size : r.clause.end])
    m = _REACHED.match(told)
    return unmarked(m[0]) + "的" if m else ""


def unmarked(words: str) -> str:
    """A predicate without the words for all, for what is so by now and for what can be."""
    return re.sub(rf"{any_of('figure.every')}|[均都已]|可(?=达|[超突过])", "", words)
